"""Given names that can be one person's: Joe and Joseph, J. and John, a left-out middle name."""

from __future__ import annotations

from collections.abc import Sequence

from anthology.edit.people.lexicon import fold

_GROUPS = """abraham abe|albert al bert|alexander alex aleksandr sasha|alfred alf fred|allan alan allen al|amanda mandy|andrew andy drew|anthony antony tony|arthur art|barbara barb
benjamin ben benny|bernard bernie|bradley brad|catherine katherine kathryn cathy kathy kate katie kay|charles charlie chuck|christine christina chris tina|christopher chris
daniel dan danny|david dave|deborah debra deb debbie|donald don donnie|dorothy dot|douglas doug|edward ed eddie ted ned|edwin ed|elizabeth liz beth betty eliza lizzie|emily em
eugene gene|francis frank|franklin frank|frederick fred freddie|gabriel gabe|george georgie|gerald gerry jerry|gregory greg|harold harry hal|henry harry hank|herbert herb
howard howie|jacob jake|jacqueline jackie|james jim jimmy jamie|jeffrey jeff|jennifer jen jenny|jerome jerry|jessica jess|john jack johnny|jonathan jon|joseph joe joey|joshua josh
judith judy|kenneth ken kenny|kimberly kim|lawrence larry|leonard len lenny|leslie les|louis lou|margaret maggie meg peggy|martin marty|matthew matt|michael mike mick mickey
mitchell mitch|muhammad mohammed mohamed muhammed mohammad mahomet|nancy nan|nathaniel nathan nate|nicholas nick|pamela pam|patricia pat patty trish|patrick pat paddy|peter pete|philip phil phillip
randall randy|raymond ray|rebecca becky|richard dick rick rich|robert bob rob bobby robbie|ronald ron ronnie|russell russ|samuel sam sammy|samantha sam|sandra sandy|stanley stan
stephen steven steve|susan sue|terence terry|theodore ted teddy|theresa teresa terry tess|thomas tom tommy|timothy tim|victoria vicky|vincent vince|virginia ginny|walter walt
william bill will billy willie|vladimir volodymyr|zachary zach|hussein husain husayn hossein|yusuf youssef yousef|ahmed ahmad|abdulla abdullah abdallah|sergey sergei serhiy|alexey alexei aleksei oleksii
dmitry dmitri|yuri yury|mykola nikolai nikolay|osama usama|volodimir volodymyr|jose pepe|francisco paco|ignacio nacho|recep tayyip""".replace(
    "\n", "|"
)
_KIN: dict[str, frozenset[int]] = {}
for _number, _group in enumerate(_GROUPS.split("|")):
    for _word in _group.split():
        _KIN[_word] = _KIN.get(_word, frozenset()) | {_number}


def agree_given(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two lists of folded given names do not contradict each other.

    >>> agree_given(["john", "f."], ["john"]), agree_given(["j."], ["john"]), agree_given(["bob"], ["robert"])
    (True, True, True)
    >>> agree_given(["george", "w."], ["george", "h.", "w."]), agree_given(["john"], ["peter"])
    (False, False)
    """
    x, y = _apart(a), _apart(b)
    if not _same(x[0], y[0]):
        # known by the middle name: Luiz Inacio (Lula), F. Murray
        return (
            len(x) != len(y)
            and any(_same(x[-1], k) for k in y[1:])
            and len(x) == 1
            and len(y[0]) == 1
        )
    short, long = sorted((x[1:], y[1:]), key=len)
    if len(short) == len(long):
        return all(_same(p, q) for p, q in zip(short, long, strict=True))
    if not short:
        return True
    return all(any(_same(p, q) for q in long) for p in short) and _same(short[0], long[0])


def _apart(keys: Sequence[str]) -> list[str]:
    """Given names with run-together initials apart: g.w. -> g w."""
    out: list[str] = []
    for key in keys:
        bare = fold(key).replace("-", "") if "." in key else fold(key)
        out += [c for c in bare.split(".") if c] if "." in bare else [bare]
    return out or [""]


def _same(a: str, b: str) -> bool:
    if a == b or (min(len(a), len(b)) == 1 and a[:1] == b[:1]):
        return True
    return bool(_KIN.get(a, frozenset()) & _KIN.get(b, frozenset()))
