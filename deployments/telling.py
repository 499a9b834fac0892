"""What `up` says when everything answers: where to look, with what to come in."""

import sys
from pathlib import Path

from casework.access import OPERATOR
from casework.desk import open_desk
from casework.house import open_house
from casework.view.accounts import any_account
from deployments.demo_accounts import FILE
from deployments.environment import credential
from foundation.settings import Settings


def say_where(settings: Settings) -> None:
    """Print it."""
    data, command = settings.data_folder, Path(sys.executable).parent / "kuangjian"
    sys.stdout.write(f"""
ready 已就绪

  Web 网页             {settings.address()}/
  Prefect UI 运行界面   http://127.0.0.1:{settings.prefect_port}   credential 口令：{credential(data)}
  Data 数据目录         {data}
  Logs 日志            {data / 'logs'}
  Letters 信件          {command} letters --data {data}
  Board 逾期看板        {command} board --data {data}
{_accounts(settings, command)}
Ctrl-C stops everything. 按 Ctrl-C 停止。
""")
    sys.stdout.flush()


def _accounts(settings: Settings, command: Path) -> str:
    """The demo's accounts, or how the first one is opened where there is none."""
    kept = settings.data_folder / FILE
    if not kept.exists():
        return "" if _anybody(settings) else f"""
Nobody can sign in yet; open the first account 尚无账号，请先开通管理员账号：
  {command} account first --name 姓名 --login 登录名 --email 邮箱 --data {settings.data_folder}
"""
    lines = "".join(f"  {line}\n" for line in kept.read_text(encoding="utf-8").splitlines())
    return f"\nDemo accounts 演示账号\n{lines}"


def _anybody(settings: Settings) -> bool:
    house = open_house(settings)
    with open_desk(house, OPERATOR, reads=True) as desk:
        found = any_account(desk)
    house.engine.dispose()
    return found
