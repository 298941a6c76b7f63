"""What is particular to the names of some peoples: who puts the family name first, who has none."""

from __future__ import annotations

import re
from collections.abc import Sequence

ARABIC_ARTICLE = re.compile(r"(?:al|el|an|ad|as|at|ar|ash|ul)[-‐‑](?=\w)", re.IGNORECASE)

_CHINESE = frozenset(
    """ai an ao bai ban bao bei bi bian bo bu cai cao cen chai chang che chen cheng chi chong chu cui dai deng di diao ding dong
    dou du duan fan fang fei feng fu gan gao ge geng gong gu guan gui guo hai han hao he hong hou hu hua huang hui huo ji jia jian jiang jiao jin jing
    ju kang ke kong kuang kuai lai lan lao lei leng li lian liang liao lin ling liu long lou lu luan luo lyu ma mao mei meng mi miao min ming mo mou mu
    ni nie ning niu ou ouyang pan pang pei peng pi ping pu qi qian qiang qiao qin qiu qu quan rao ren rong ruan rui sang sha shan shang shao shen sheng shi
    shu si sima situ song su sui sun tai tan tang tao teng tian tong tu wan wang wei wen weng wu xi xia xian xiang xiao xie xin xing xiong xu xuan xue yan yang
    yao ye yi yin ying you yu yuan yue yun zang zeng zha zhan zhang zhao zhen zheng zhong zhou zhu zhuang zhuge zong zou zu zuo
    chiang chou chu tsai hsiao hsieh hsu kuo lo tseng teng tsao tung yeh soong ting wu chao chien chin
    au auyeung chan cheung cheng chow choi chu chui chun fok fung ho hui ip kan keung ko kong koo kwan kwok kwong lai lam lau law lee leung li lo lok lui luk ma mak mok
    ng ngan poon pang shiu sin siu so suen szeto tai tam tang to tong tsang tse tso tsui tung wan wong woo wu yam yau yeung yim yip yiu yu yue yuen yung
    goh koh lim low loh ong seah seow sim tay teo toh yap yeo chee chia chua chew""".split()
)
_KOREAN = frozenset(
    """ahn an bae baek ban bang bong byun cha chae cheon cho choe choi chon chong choo chu chun chung do eom gil go ha ham han heo
    hong hwang hyun im jang jeon jeong ji jin jo joo joung ju jung kang kim ko koh koo kwak kwon lee lim ma maeng min moon myung na nam noh oh pae paik
    pak park pyo ra ri rim ro roh ryang ryu sa seo seok seol shim shin sim sin so sohn son song suh sung tae tak um uhm wang woo yang yeo yi yim yoo yoon you yu yun""".split()
)
_VIETNAMESE = frozenset(
    "nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly dinh dao mai trinh truong luong lam to ha cao chau ta ton thai luu".split()
)
_CAMBODIAN = frozenset(
    "hun sok sar heng kem sam tea prak chea pol norodom khieu nuon ieng kaing mam hor thong sun ouk".split()
)
FAMILY_FIRST = _CHINESE | _KOREAN | _VIETNAMESE | _CAMBODIAN | {"tsai"}

# One syllable as Mandarin, Cantonese, Korean and Vietnamese are spelt in Latin letters.
_SYLLABLE = (
    r"(?:zh|ch|sh|ts|hs|ng|ph|th|tr|kh|nh|gi|kw|gw|qu|kk|ss|jj|b|p|m|f|d|t|n|l|g|k|h|j|q|x|r|z|c|s|y|w|v)?"
    r"(?:iao|uai|yeo|yoo|eui|eou|ieu|uye|uyen|ia|ie|iu|ua|uo|ui|ue|ai|ao|ei|eo|eu|ou|oi|oe|oo|ee|ae|ya|ye|yu|wa|we|wi|wo|au|ay|oa|uy|uu|oy|ow|i|u|a|o|e|y)"
    r"(?:ng|nh|ch|n|m|p|t|k|l|r|h|c)?"
)
_GIVEN = re.compile(rf"{_SYLLABLE}(?:-?{_SYLLABLE})?\Z")
_WESTERN_GIVEN = frozenset(
    """john james david michael robert mark paul peter tim tom jim kim ben dan sam ann anna mary jane lee joe kate nick rick alan brian eric kevin ian
    linda lisa amy carol helen karen laura susan tony andy gary henry larry jerry lucy nina mia emma sara chris jean marie rose ruth hope may june april dawn grace
    campbell basinger kardashian philby potter clark fields novak little dotcom deal wilde hunter stanley gordon carter parker
    marx scott ross grant ford bush moore""".split()
)

# Thai, Malay and Indonesian names of public life that are known and sorted by the first word.
GIVEN_FIRST_ALONE = frozenset(
    """thaksin yingluck prayut prayuth prawit srettha paetongtarn pita anutin abhisit suthep somchai surayud chuan samak chavalit banharn prem
    bhumibol vajiralongkorn sirikit mahathir anwar najib muhyiddin wan tunku hishammuddin khairy sukarno suharto megawati susilo""".split()
)
BURMESE = frozenset(
    "aung san suu kyi min hlaing thein sein htin kyaw win myint tin oo than shwe ne u nu ko ni zaw zin mar lwin soe maung khin nyunt thant".split()
)
ICELANDIC = frozenset(
    """gudni bjarni sigurdur olafur katrin gunnar jon bjorn halldor david geir johanna sigmundur steingrimur birgir magnus einar arni helgi stefan
    thorsteinn vigdis asgeir kristjan ragnar hannes gylfi eidur kari bjork""".split()
)


def eastern_given(first: str, rest: Sequence[str]) -> bool:
    """Whether what follows a family name that comes first can be its given name."""
    if len(rest) > 3 or first in _CAMBODIAN and len(rest) == 1 and rest[0] not in _WESTERN_GIVEN:
        return len(rest) <= 3
    return all(k not in _WESTERN_GIVEN and _GIVEN.match(k) for k in rest)
