"""Hangs the console's pages and its stylesheet into an application."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from console import (
    access_pages,
    account_changes,
    account_pages,
    act_list_pages,
    act_pages,
    board_pages,
    calendar_pages,
    clue_list_pages,
    clue_new_pages,
    clue_pages,
    clue_seal_pages,
    duty_list_pages,
    duty_pages,
    entry,
    file_pages,
    first_page,
    follow_pages,
    hand_in_pages,
    holiday_pages,
    journal_pages,
    leave_pages,
    letter_pages,
    mine_changes,
    move_pages,
    new_act_pages,
    office_changes,
    office_keeping,
    office_pages,
    officer_changes,
    officer_pages,
    overview_pages,
    password_pages,
    record_pages,
    report_pages,
    rule_pages,
    run_pages,
    search_pages,
    sso_pages,
    token_pages,
    value_pages,
    watcher_pages,
    work_pages,
)

ROUTERS = tuple(module.router for module in (
    entry,
    password_pages,
    sso_pages,
    follow_pages,
    report_pages,
    first_page,
    overview_pages,
    duty_list_pages,
    duty_pages,
    hand_in_pages,
    move_pages,
    record_pages,
    new_act_pages,
    act_list_pages,
    act_pages,
    clue_list_pages,
    clue_new_pages,
    file_pages,
    board_pages,
    calendar_pages,
    clue_seal_pages,
    office_pages,
    office_changes,
    office_keeping,
    officer_pages,
    officer_changes,
    account_changes,
    token_pages,
    leave_pages,
    mine_changes,
    rule_pages,
    value_pages,
    watcher_pages,
    work_pages,
    letter_pages,
    journal_pages,
    holiday_pages,
    run_pages,
    search_pages,
    account_pages,
    access_pages,
    clue_pages,  # last of those of clues: its path would take theirs
))


def install(app: FastAPI) -> None:
    """Add every page."""
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
