"""`import`, `offices`, `officers`, `access`: who there is, and who may do what."""

from pathlib import Path
from typing import Annotated

import typer

from deployments.commands.common import As, Data, Json, Template, Today, desk_for, show

imports = typer.Typer(help="Import records from a workbook or CSV.", no_args_is_help=True)
Table = Annotated[Path, typer.Argument(help="A workbook (.xlsx) or CSV.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    imports.command("holders")(import_holders)
    imports.command("officers")(import_officers)
    imports.command("clues")(import_clues)
    imports.command("boundaries")(import_boundaries)
    app.add_typer(imports, name="import")
    app.command()(offices)
    app.command()(access)


def import_holders(file: Table, template: Template = False, as_json: Json = False, data: Data = None, officer: As = None,
                   today: Today = None) -> None:
    """Holders, rights and mines; a bad row is reported and nothing of the file is taken.

    Columns: 许可证号, 权种, 矿业权人, 统一社会信用代码, 矿山名称, 开采矿种, 所在县代码, 发证机关代码, 有效期起; of a mine
    (采矿权) also 矿山编号, 开采方式, 生产规模; where known 联系人, 电子邮箱, 乡镇代码, 有效期止, 督察员, 拐点坐标.
    """
    from casework.record.holder_rows import COLUMNS
    from casework.record.holders import import_holders as take
    from workbooks.reading import read_rows
    from workbooks.templates import write_template
    if template:
        show({"file": str(file), "columns": write_template(file, COLUMNS)}, as_json=as_json)
        return
    with desk_for(data, officer, today) as desk:
        result = take(desk, read_rows(file, COLUMNS))
    show(result, as_json=as_json)


def import_officers(file: Table, template: Template = False, as_json: Json = False, data: Data = None, officer: As = None,
                    today: Today = None) -> None:
    """Officers with their posts and addresses; a bad row is reported and nothing of the file is taken.

    Columns: 机构代码, 姓名, 角色; where known 职务, 电子邮箱, 任职起 (else today).
    """
    from casework.record.officer_rows import COLUMNS
    from casework.record.officer_rows import import_officers as take
    from workbooks.reading import read_rows
    from workbooks.templates import write_template
    if template:
        show({"file": str(file), "columns": write_template(file, COLUMNS)}, as_json=as_json)
        return
    with desk_for(data, officer, today) as desk:
        result = take(desk, read_rows(file, COLUMNS))
    show(result, as_json=as_json)


def import_boundaries(file: Annotated[Path, typer.Argument(help="GeoJSON, in degrees of CGCS2000 or WGS 84.")],
                      as_json: Json = False, data: Data = None, officer: As = None) -> None:
    """Boundaries of divisions (property adcode or code) and areas of rights (licence_no); all features or none."""
    from casework.record.boundaries import import_boundaries as take
    from foundation.errors import InvalidError
    if not file.is_file():
        raise InvalidError(f"There is no file {file}.", way_out="Check the path.")
    with desk_for(data, officer) as desk:
        result = take(desk, file.read_bytes())
    show(result, as_json=as_json)


def import_clues(file: Table, office: Annotated[str, typer.Option(help="The office that takes them in.")] = "",
                 answer: Annotated[Path | None, typer.Option(help="Where the receipt codes go [FILE-回执.xlsx].")] = None,
                 template: Template = False, as_json: Json = False, data: Data = None, officer: As = None,
                 today: Today = None) -> None:
    """Clues, as of media; a bad row is reported and nothing of the file is taken, nor is a file taken twice.

    Columns: 来源, 内容; where known 行为, 被举报人, 被举报机关, 地点, 区划代码, 经度, 纬度, 许可证号, 发生时间, 正在进行,
    举报人, 联系电话, 电子邮箱, 住址. The receipt codes are written into the answer, and kept nowhere else.
    """
    from casework.clue.importing import import_clues as take
    from casework.clue.importing import write_answers
    from casework.clue.sheet_rows import COLUMNS
    from workbooks.reading import read_rows
    from workbooks.templates import write_template
    if template:
        show({"file": str(file), "columns": write_template(file, COLUMNS)}, as_json=as_json)
        return
    where = answer or file.with_name(f"{file.stem}-回执.xlsx")
    with desk_for(data, officer, today) as desk:
        done = take(desk, read_rows(file, COLUMNS), office)
        write_answers(where, done)
    show({"rows": done.rows, "first": done.first, "last": done.last, "warnings": done.warnings, "answer": str(where)},
         as_json=as_json)


def offices(below: Annotated[str | None, typer.Option(help="Only below this office.")] = None, as_json: Json = False,
            data: Data = None, officer: As = None) -> None:
    """The offices with their codes and who writes for them."""
    from casework.view.rosters import offices_listed
    with desk_for(data, officer, reads=True) as desk:
        show(offices_listed(desk, below=below), as_json=as_json, columns=("code", "name", "level", "superior", "officers"))


def access(as_json: Json = False) -> None:
    """The whole table of who may do what where; what is not in it is refused."""
    from casework.view.rights import access_table
    rows = [{"action": row.action, "scope": row.scope, "states": ", ".join(row.states) or "any", "roles": ", ".join(row.roles)}
            for row in access_table()]
    show(rows, as_json=as_json, columns=("action", "scope", "states", "roles"))
