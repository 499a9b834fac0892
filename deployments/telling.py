"""What `up` says when everything answers: where to look, with what to come in."""

import sys
from pathlib import Path

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
{_accounts(data)}
Ctrl-C stops everything. 按 Ctrl-C 停止。
""")
    sys.stdout.flush()


def _accounts(data: Path) -> str:
    kept = data / FILE
    if not kept.exists():
        return ""
    lines = "".join(f"  {line}\n" for line in kept.read_text(encoding="utf-8").splitlines())
    return f"\nDemo accounts 演示账号\n{lines}"
