"""The who's who of the sample collection: everyone who is named in it, and nobody else."""

from __future__ import annotations

from pathlib import Path

from anthology.collect import collect
from anthology.config import Config
from anthology.edit.people import find_people
from anthology.report import Report

PEOPLE = """
Al Jaber, Sultan; Al Nahyan, Mohamed bin Zayed; Assoumani, Azali; Biden, Joe; Blinken, Antony;
Bonta, Rob; Buontempo, Carlo; Bush, George W.; Cai Qi; Charles III, King; Chen Jining; Clinton,
Bill; Clinton, Hillary; Francis, Pope; Guterres, António; Han Zheng; Harris, Kamala; He Lifeng;
Kerry, John; Lavrov, Sergei; Leyen, Ursula von der; Li Qiang; Liu He; Liu Kun; Liu Zhenmin; Lula
da Silva, Luiz Inácio; Macron, Emmanuel; Modi, Narendra; Newsom, Gavin; Obama, Barack; Otto,
Friederike; Parolin, Pietro; Pelosi, Nancy; Petro, Gustavo; Podesta, John; Pompeo, Mike; Putin,
Vladimir; Qin Gang; Raimondo, Gina; Rasmussen, Anne; Regan, Michael; Ruto, William; Shoukry,
Sameh; Stiell, Simon; Sunak, Rishi; Taalas, Petteri; Trump, Donald; Truss, Liz; Wang Wentao; Wang
Yi; Xi Jinping; Xie Zhenhua; Yellen, Janet
"""


def test_the_sample_names_these_people_in_this_order(seeds: Path) -> None:
    articles = collect((str(seeds),), Config(sources=(str(seeds),)), Report())
    report = Report()
    people = find_people(articles, report)
    assert [p.name.sort_as for p in people] == " ".join(PEOPLE.split()).split("; ")
    assert list(report) == []
