"""What the code says when it refuses: every message, way out and problem as a template, read from the source itself."""

import ast
import re
from collections.abc import Iterable, Iterator
from itertools import product

from web.chinese.source_tree import Place, Source, name_of

HOLE = None
Said = tuple[str | None, ...]  # literal text and holes, in order
ROOT_WORDS = ("way_out", "problems")
COLLECTED = ("problems", "warnings")  # lists whose entries are shown
PASSED_ON = ("tuple", "list", "sorted", "str")
INTERNAL = {"ValueError": ("foundation", "regulation", "models", "documents")}  # a mistake of ours, seen by no reader
KEPT = ("Unmet",)  # refusals that are told before anybody is refused
WORDED = re.compile("[A-Za-z]|: ")
MOST = 200  # alternatives of one expression


def templates(source: Source) -> set[str]:
    """Every template of a source."""
    words = _Words(source)
    errors = [one for name, calls in source.calls.items() if name.endswith("Error") or name in KEPT for one in calls]
    errors += [(call, place) for call, place in source.calls["__init__"]
               if isinstance(call.func, ast.Attribute) and name_of(call.func.value) == "super"]
    for call, place in {id(call): (call, place) for call, place in (*errors, *source.raised)}.values():
        if not place.module.name.startswith(INTERNAL.get(name_of(call.func), "-")):
            said = call.args[:2 if name_of(call.func) in KEPT else 1]
            for one in (*said, *(given.value for given in call.keywords if given.arg in ROOT_WORDS)):
                words.note(one, place)
    for call, place in source.calls["append"]:
        if isinstance(call.func, ast.Attribute) and name_of(call.func.value) in COLLECTED:
            words.note(call.args[0], place)
    return words.found


class _Words:
    """Follows expressions back to the texts they are made of."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: set[str] = set()
        self._open: set[int] = set()  # what is being followed: a name may be made of itself

    def note(self, expression: ast.expr, place: Place) -> None:
        """Keep whatever an expression may say, if it says anything of itself."""
        self.found |= {_numbered(said) for said in self.said(expression, place) if WORDED.search("".join(filter(None, said)))}

    def said(self, expression: ast.expr, place: Place) -> list[Said]:
        """What an expression may say; a hole where that is not known."""
        if id(expression) in self._open:
            return [(HOLE,)]
        self._open.add(id(expression))
        found = list(dict.fromkeys(self._said(expression, place)))[:MOST]
        self._open.discard(id(expression))
        return found or [(HOLE,)]

    def _said(self, one: ast.expr, place: Place) -> Iterable[Said]:
        match one:
            case ast.Constant(value=str(text)):
                return [(text,)]
            case ast.JoinedStr(values=parts):
                return self._joined(parts, place)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._joined([left, right], place)
            case ast.FormattedValue(value=value):
                self.note(value, place)  # a hole, whose words are looked up by themselves
            case ast.IfExp(body=first, orelse=second):
                return self._any([first, second], place)
            case ast.BoolOp(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Dict(values=parts):
                return self._any(parts, place)
            case ast.ListComp(elt=part) | ast.GeneratorExp(elt=part) | ast.Starred(value=part) | ast.Subscript(value=part) \
                    | ast.NamedExpr(value=part):
                return self.said(part, place)
            case ast.Name(id=name):
                return self._all(self.source.meanings(name, place))
            case ast.Call(func=ast.Name(id=name), args=args):
                return self.said(args[0], place) if name in PASSED_ON and args else self._all(self.source.returned(name, place))
            case ast.Call(func=ast.Attribute(value=mapping, attr="get"), args=[_, *other]):
                return self._any([mapping, *other], place)
            case ast.Call(func=ast.Attribute(attr="join"), args=[listed]):
                self.note(listed, place)
        return [(HOLE,)]

    def _any(self, parts: Iterable[ast.expr], place: Place) -> Iterator[Said]:
        return self._all((part, place) for part in parts)

    def _all(self, meant: Iterable[tuple[ast.expr, Place]]) -> Iterator[Said]:
        for one, there in meant:
            yield from self.said(one, there)

    def _joined(self, parts: Iterable[ast.expr], place: Place) -> Iterator[Said]:
        for chosen in product(*(self.said(part, place) for part in parts)):
            yield tuple(piece for said in chosen for piece in said)


def _numbered(said: Said) -> str:
    """A template with its holes as {1}, {2} …"""
    holes = 0
    text = ""
    for piece in said:
        holes += piece is HOLE
        text += f"{{{holes}}}" if piece is None else piece
    return text
