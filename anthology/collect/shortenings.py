"""Ways in which an editor shortens a sentence for a headline, without a word of his own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from anthology.collect.clauses import COMMAS, Token, Words, tokens_of
from anthology.collect.months import weekday_names

Shortening = tuple[float, tuple[Token, ...]]  # what it costs, and what is left

_LEAD_WORDS, _APPOSITION_WORDS = 24, 16


def shortenings(sentence: str, language: str, words: Words) -> Iterator[Shortening]:
    """The sentence itself and every shorter form, with what the change costs."""
    tokens = tokens_of(sentence, words)
    plain = _without_ages(_without_brackets(tokens))
    forms: list[Shortening] = [(0.0 if plain == tokens else 2.0, plain)]
    if plain != tokens:
        forms.append((25.0, tokens))
    forms += [
        (cost + more, rest) for cost, each in forms[:1] for more, rest in _without_lead(each, words)
    ]
    forms += [
        (cost + more, rest)
        for cost, each in tuple(forms)
        for more, rest in _without_report(each, words)
    ]
    for cost, each in tuple(forms):
        rest = _without_apposition(each)
        if rest:
            forms.append((cost + 8.0, rest))
    for cost, each in tuple(forms):
        rest = _without_day(each, language, words)
        if rest:
            forms.append((cost + 9.0, rest))
    yield from forms


def _without_brackets(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Without (what is in brackets), which must open and close at words' edges."""
    at, taken = 0, list[Token]()
    while at < len(tokens):
        raw = tokens[at].raw
        if raw[0] in "([" and at:
            close = ")" if raw[0] == "(" else "]"
            ends = [n for n in range(at, min(at + 20, len(tokens))) if close in tokens[n].raw]
            if ends and tokens[ends[0]].raw.rstrip(",.;:").endswith(close):
                mark = tokens[ends[0]].raw.rpartition(close)[2]
                at = ends[0] + 1
                if mark:
                    taken[-1] = replace(taken[-1], raw=taken[-1].raw + mark)
                continue
        taken.append(tokens[at])
        at += 1
    return tuple(taken)


def _without_ages(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Without the age after a name: "Thomas Sam, 42, and his wife"."""
    taken: list[Token] = []
    for token in tokens:
        if taken and token.raw[:-1].isdigit() and token.raw[-1] == "," == taken[-1].raw[-1]:
            taken[-1] = replace(taken[-1], raw=taken[-1].raw[:-1])
        else:
            taken.append(token)
    return tuple(taken)


def _without_lead(tokens: tuple[Token, ...], words: Words) -> Iterator[Shortening]:
    """Without an opening adjunct or clause that a comma ends: "On Tuesday, the government ..."."""
    for at, token in enumerate(tokens[:_LEAD_WORDS]):
        if not token.raw.endswith(COMMAS):
            continue
        lead = tokens[: at + 1]
        if _is_lead(lead, words) and _is_clause(tokens[at + 1 :], whole=_is_moment(lead, words)):
            yield (4.0 if at < 3 else 7.0), (_capital(tokens[at + 1]), *tokens[at + 2 :])


def _is_lead(lead: Sequence[Token], words: Words) -> bool:
    if lead[0].opens in ("link", "adjunct", "close"):
        return True
    if any(token.verb for token in lead[1:]):
        return False
    if _is_moment(lead, words):
        return True
    if len(lead) <= 3:
        return lead[0].dangles and not any(token.name for token in lead[1:])
    return any(token.opens in ("link", "adjunct", "close") for token in lead[:4])


def _is_moment(lead: Sequence[Token], words: Words) -> bool:
    """Whether a lead is only a day: "Hier mardi,", "Le 12 mars 2011,"."""
    return len(lead) <= 5 and (lead[0].word in words["today"] or lead[-1].word.isdigit())


def _is_clause(tokens: Sequence[Token], *, whole: bool = False) -> bool:
    """Whether a subject opens the words and its verb comes before the next comma.

    ``whole``: it is sure that a clause begins here; an apposition may come before the verb.
    """
    if not tokens or tokens[0].opens or (tokens[0].verb and not tokens[0].name):
        return False
    for token in tokens[1:24]:
        if token.verb:
            return True
        if token.raw.endswith(COMMAS) and not whole:
            return False
    return False


def _without_report(tokens: tuple[Token, ...], words: Words) -> Iterator[Shortening]:
    """Without who reported it: "Recent reports have revealed that a defector was ..."."""
    for at, token in enumerate(tokens[2:18], 2):
        head = tokens[:at]
        if token.opens == "that" and "'" not in token.word and len(tokens) > at + 4:
            said = any(
                t.word in words["reports"] for t in (head if not words["verbs"] else head[-5:])
            )
            if said and (
                not words["verbs"] or "last" in words["rules"] or _is_clause(tokens[at + 1 :])
            ):
                yield 14.0, (_capital(tokens[at + 1]), *tokens[at + 2 :])
            return


def _capital(token: Token) -> Token:
    return replace(token, raw=token.raw[:1].upper() + token.raw[1:])


def _without_apposition(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Without what stands between two commas after the subject: "Paris, a woman, has claimed"."""
    for start, token in enumerate(tokens[:14]):
        if (token.listed and start > 1) or token.word.isdigit():
            return ()
        if not token.raw.endswith(COMMAS):
            continue
        if tokens[start + 1 :] and tokens[start + 1].opens == "that":
            return ()
        inside_may_say = tokens[start + 1 :] and tokens[start + 1].opens == "link"
        for end in range(start + 1, min(start + _APPOSITION_WORDS, len(tokens) - 2)):
            if tokens[end].listed and not inside_may_say:
                break
            if tokens[end].raw.endswith(COMMAS) and _goes_on(tokens[end + 1], tokens[end + 2]):
                return (
                    *tokens[:start],
                    replace(token, raw=token.raw.rstrip(" ,،")),
                    *tokens[end + 1 :],
                )
    return ()


def _goes_on(first: Token, second: Token) -> bool:
    """Whether a predicate begins: "has claimed", "se sont", "que"."""
    if first.opens == "that":
        return True
    if first.opens or first.name:
        return False
    return first.verb or (first.dangles and second.verb)


def _without_day(tokens: tuple[Token, ...], language: str, words: Words) -> tuple[Token, ...]:
    """Without "on Wednesday morning" or "today" inside the sentence."""
    days = weekday_names((language.split("-")[0],)) if words.known else {}
    for at, token in enumerate(tokens[1:], 1):
        if token.raw[-1:] in ",;:":
            continue
        if token.word in words["today"]:
            return (*tokens[:at], *tokens[at + 1 :])
        named = token.word in days or token.word in words["time"]
        if named and tokens[at - 1].word in words["on"] and at > 1:
            end = at + 1
            while end < len(tokens) and tokens[end].word in words["time"]:
                end += 1
            return (*tokens[: at - 1], *tokens[end:])
        if token.word in days and (tokens[at - 1].verb or tokens[at - 1].wants):
            return (*tokens[:at], *tokens[at + 1 :])
    return ()
