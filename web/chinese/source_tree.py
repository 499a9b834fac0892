"""The source as trees: every call by the name called, every name by what it may stand for."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Meaning = tuple[ast.expr, "Place"]


@dataclass(eq=False)
class Module:
    """A file of the source, and what it takes from others: the name here, the module, the name there."""

    name: str
    tree: ast.Module
    taken: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Place:
    """Where an expression stands: its module, and the functions around it, the innermost first."""

    module: Module
    within: tuple[ast.FunctionDef, ...] = ()


@dataclass
class Source:
    """Files of the source."""

    modules: dict[str, Module] = field(default_factory=dict)
    calls: dict[str, list[tuple[ast.Call, Place]]] = field(default_factory=lambda: defaultdict(list))
    raised: list[tuple[ast.Call, Place]] = field(default_factory=list)

    def read(self, root: Path, file: Path) -> None:
        """Take in a file."""
        name = ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        self.modules[name] = module = Module(name, ast.parse(file.read_text(encoding="utf-8")))
        self._walk(module.tree, Place(module))

    def _walk(self, node: ast.AST, place: Place) -> None:
        if isinstance(node, ast.ImportFrom) and node.module:
            place.module.taken.update({one.asname or one.name: (node.module, one.name) for one in node.names})
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            self.raised.append((node.exc, place))
        elif isinstance(node, ast.Call):
            self.calls[name_of(node.func)].append((node, place))
        inner = Place(place.module, (node, *place.within)) if isinstance(node, ast.FunctionDef) else place
        for child in ast.iter_child_nodes(node):
            self._walk(child, inner)

    def meanings(self, name: str, place: Place) -> Iterator[Meaning]:
        """What a name may stand for: what is put into it, what callers give for it, a constant of a module."""
        for depth, function in enumerate(place.within):
            there = Place(place.module, place.within[depth:])
            yield from ((value, there) for value in _put_into(name, ast.walk(function)))
            yield from self._given(name, function, there)
        yield from ((value, Place(place.module)) for value in _put_into(name, place.module.tree.body))
        module, name_there = place.module.taken.get(name, ("", ""))
        if module in self.modules:
            yield from self.meanings(name_there, Place(self.modules[module]))

    def _given(self, name: str, function: ast.FunctionDef, place: Place) -> Iterator[Meaning]:
        args = function.args
        names = [one.arg for one in args.args]
        defaults = list(zip(names[::-1], args.defaults[::-1], strict=False))
        defaults += [(one.arg, value) for one, value in zip(args.kwonlyargs, args.kw_defaults, strict=True) if value]
        yield from ((value, place) for called, value in defaults if called == name)
        method = names[:1] == ["self"]
        for call, there in self.calls.get(function.name, ()):
            if not _reaches(call, there.module, place.module, function.name, method=method):
                continue
            yield from ((one.value, there) for one in call.keywords if one.arg == name)
            at = names.index(name) - method if name in names else len(call.args)
            yield from ((value, there) for value in call.args[at:at + 1])

    def returned(self, name: str, place: Place) -> Iterator[Meaning]:
        """What a function hands back, of this module or taken from another."""
        taken_from, name_there = place.module.taken.get(name, (place.module.name, name))
        module = self.modules.get(taken_from)
        for function in module.tree.body if module else ():
            if isinstance(function, ast.FunctionDef) and function.name == name_there and module:
                yield from ((node.value, Place(module, (function,))) for node in ast.walk(function)
                            if isinstance(node, ast.Return) and node.value is not None)


def name_of(called: ast.expr) -> str:
    """The last part of a name."""
    if isinstance(called, ast.Call):
        return name_of(called.func)
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _reaches(call: ast.Call, here: Module, there: Module, name: str, *, method: bool) -> bool:
    """Whether a call is one of this function, as far as its names tell."""
    owner = name_of(call.func.value) if isinstance(call.func, ast.Attribute) else None
    if method or owner is None:
        return method == (owner is not None and owner not in here.taken) and (
            method or here is there or here.taken.get(name_of(call.func)) == (there.name, name))
    return ".".join(here.taken.get(owner, ())) == there.name


def _put_into(name: str, nodes: Iterable[ast.AST]) -> Iterator[ast.expr]:
    """What is assigned to a name, or added to the list of that name."""
    for node in nodes:
        if isinstance(node, ast.Assign) and name in map(name_of, node.targets):
            yield node.value
        elif isinstance(node, ast.AugAssign | ast.AnnAssign | ast.NamedExpr) and name_of(node.target) == name:
            if node.value is not None:
                yield node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append" \
                and name_of(node.func.value) == name:
            yield from node.args
