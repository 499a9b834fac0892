"""The post over a real SMTP server: every letter is reported once, whatever the host does."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from notifications.message import Outgoing
from notifications.post import Outcome, Post, backoff
from tests.notifications.builders import Book, a_letter, letters, sent_to, settings_for
from tests.notifications.smtp_host import SmtpHost

LOGIN = ("kuangjian", "geheim-密码")


async def test_starttls_and_login() -> None:
    with SmtpHost(security="starttls", login=LOGIN) as host:
        book = await sent_to(host, letters(3))
    assert (book.kinds, host.logins, host.connects) == (["sent"] * 3, [b"kuangjian"], 1)


async def test_tls_from_the_first_byte() -> None:
    with SmtpHost(security="tls") as host:
        book = await sent_to(host, letters(2))
    assert book.kinds == ["sent", "sent"]


async def test_a_wrong_password_is_the_hosts_matter_tried_once_and_never_told() -> None:
    with SmtpHost(security="starttls", login=LOGIN) as host:
        book = await sent_to(host, letters(5), password="wrong-geheim", connections=4)
    assert (book.kinds, host.connects) == (["unreachable"] * 5, 1)
    detail = book.details.pop()
    assert detail.startswith(f"邮件服务器 127.0.0.1:{host.port} 拒绝登录（535 ")
    assert "KUANGJIAN_MAIL_PASSWORD" in detail and "geheim" not in detail


def test_the_password_is_not_shown_with_the_settings() -> None:
    assert "geheim" not in repr(settings_for(SmtpHost(login=LOGIN)))


async def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    with SmtpHost(security="starttls") as host:
        by_starttls = await sent_to(host, letters(1), ca_file=None)
    with SmtpHost(security="tls") as host:
        by_tls = await sent_to(host, letters(1), ca_file=None)
    for book in (by_starttls, by_tls):
        assert book.kinds == ["unreachable"]
        assert "证书不受信任" in book.details.pop()


@pytest.mark.parametrize(("changed", "said"), [
    ({"security": "starttls", "ca_file": None}, "不支持 STARTTLS"),
    ({"security": "tls", "ca_file": None}, "TLS 握手失败"),
    ({"security": "tls", "ca_file": "/nowhere/ca.pem"}, "/nowhere/ca.pem 不能使用；请核对"),
    ({"username": "a", "password": "b"}, "不提供登录"),
    ({"host": "no-such-host.invalid"}, "no-such-host.invalid"),
])
async def test_a_wrong_setting_is_named_with_the_way_out(changed: dict[str, Any], said: str) -> None:
    with SmtpHost() as host:
        book = await sent_to(host, letters(2), **changed)
    assert book.kinds == ["unreachable"] * 2 and host.messages == []
    detail = book.details.pop()
    assert said in detail and "KUANGJIAN_MAIL_" in detail


async def test_a_passing_refusal_is_later_and_then_goes() -> None:
    with SmtpHost(replies={"w1@example.cn": ["451 4.7.1 greylisted"]}) as host:
        first = await sent_to(host, letters(2))
        second = await sent_to(host, letters(1))
    assert (first.kinds, second.kinds) == (["later", "sent"], ["sent"])
    assert first.entries[0][1].detail == (
        f"邮件服务器 127.0.0.1:{host.port} 暂不收 w1@example.cn 的信（451 4.7.1 greylisted）；稍后自动重试")


async def test_a_recipient_refused_is_refused_a_body_refused_is_tried_again_and_the_rest_goes() -> None:
    with SmtpHost(replies={"w1@example.cn": ["550 5.1.1 no such user"]},
                  data_replies={"w2@example.cn": ["554 5.7.1 not wanted"]}) as host:
        book = await sent_to(host, letters(3))
    assert (book.kinds, host.connects) == (["refused", "later", "sent"], 1)
    assert book.entries[0][1].detail == (
        f"邮件服务器 127.0.0.1:{host.port} 拒收 w1@example.cn 的信（550 5.1.1 no such user）")


@pytest.mark.parametrize("reply", ["550 5.7.60 not your address", "530 5.7.0 log in first"])
async def test_a_refused_sender_is_no_recipients_fault(reply: str) -> None:
    with SmtpHost(sender_reply=reply) as host:
        book = await sent_to(host, letters(4))
    assert book.kinds == ["unreachable"] * 4 and host.connects == 1


async def test_a_reply_in_gbk_can_be_read_and_kept() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 hi\r\n")
        while line := await reader.readline():
            refused = line.startswith(b"RCPT")
            writer.write("550 用户不存在\r\n".encode("gb18030") if refused else b"250 ok\r\n")
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    host = SmtpHost()
    host.port = server.sockets[0].getsockname()[1]
    book = await sent_to(host, letters(1))
    server.close()
    assert "（550 用户不存在）" in book.details.pop()


async def test_a_connection_dropped_in_mid_batch_costs_one_letter_and_the_rest_goes() -> None:
    with SmtpHost(drop_at=[3]) as host:
        book = await sent_to(host, letters(6))
    assert book.kinds == ["sent", "sent", "later", "sent", "sent", "sent"]
    assert host.connects == 2 and "是否收到不明" in book.entries[2][1].detail


async def test_a_host_that_takes_few_letters_a_connection_gets_them_all() -> None:
    with SmtpHost(per_connection=2) as host:
        book = await sent_to(host, letters(5))
    assert (book.kinds, host.connects) == (["sent"] * 5, 3)


async def test_a_host_that_always_drops_is_left_alone_after_two_tries() -> None:
    with SmtpHost(drop_at=range(1, 100)) as host:
        book = await sent_to(host, letters(9))
    assert book.kinds == ["later"] * 2 + ["unreachable"] * 7 and host.connects == 2


async def test_a_silent_host_is_not_waited_for_by_every_letter() -> None:
    with SmtpHost(slow=2) as host:
        book = await sent_to(host, letters(5), timeout=0.2)
    assert book.kinds == ["later"] * 2 + ["unreachable"] * 3
    assert "超过 0.2 秒没有应答" in book.entries[0][1].detail


@pytest.mark.parametrize("connections", [1, 3])
async def test_a_host_killed_in_mid_batch_leaves_every_letter_reported_once(connections: int) -> None:
    batch = letters(20)
    with SmtpHost(slow=0.01, dies_at=4) as host:
        book = await sent_to(host, batch, connections=connections)
    arrived = set(host.recipients)
    assert set(book.by_letter) == {letter.to_address for letter in batch}
    # What arrived is either booked or in doubt; nothing that was told `unreachable` had left.
    assert arrived <= {to for to, kind in book.by_letter.items() if kind in ("sent", "later")}
    assert {to for to, kind in book.by_letter.items() if kind == "sent"} <= arrived
    assert book.kinds.count("unreachable") >= (16 if connections == 1 else 14)
    assert "请核对 KUANGJIAN_MAIL_HOST" in book.entries[-1][1].detail


async def test_nobody_listening_is_told_once_for_all() -> None:
    with SmtpHost() as host:
        pass
    book = await sent_to(host, letters(50), connections=4)
    assert book.kinds == ["unreachable"] * 50
    assert book.details == {f"邮件服务器 127.0.0.1:{host.port} 拒绝连接，没有程序在该端口应答；"
                            "请核对 KUANGJIAN_MAIL_HOST 和 KUANGJIAN_MAIL_PORT，或等下一轮投递再试"}


async def test_one_connection_carries_many_letters() -> None:
    with SmtpHost() as host:
        await sent_to(host, letters(40))
    assert (host.connects, len(host.messages)) == (1, 40)


async def test_parallelism_is_bounded() -> None:
    with SmtpHost(slow=0.01) as host:
        book = await sent_to(host, letters(30), connections=3)
    assert (host.connects, host.peak, set(book.by_letter.values())) == (3, 3, {"sent"})


async def test_the_rate_is_kept_over_all_connections() -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    with SmtpHost() as host:
        await Post().send_all(settings_for(host, per_minute=60), letters(4), outcome=Book(), sleep=sleep)
    assert [round(wait) for wait in waits[:3]] == [1, 2, 3]


async def test_a_bad_address_is_refused_alone() -> None:
    with SmtpHost() as host:
        book = await sent_to(host, [a_letter(1, to_address="a@b.cn, c@d.cn"), a_letter(2)])
    assert book.kinds == ["refused", "sent"] and host.recipients == ["w2@example.cn"]


async def test_a_bad_sender_is_the_settings_fault() -> None:
    with SmtpHost() as host:
        book = await sent_to(host, [a_letter(n, sender_address="矿监") for n in (1, 2)])
    assert book.kinds == ["unreachable"] * 2 and "KUANGJIAN_MAIL_SENDER" in book.details.pop()


async def test_an_error_of_the_booking_ends_the_batch_as_itself() -> None:
    async def outcome(letter: Outgoing, result: Outcome) -> None:
        raise OSError("disk full")

    with SmtpHost() as host, pytest.raises(OSError, match="disk full"):
        await Post().send_all(settings_for(host, connections=3), letters(9), outcome=outcome)
    assert len(host.messages) <= 3


@pytest.mark.parametrize(("attempt", "minutes"), [
    (0, 5), (1, 5), (2, 10), (4, 40), (9, 1280), (10, 1440), (5000, 1440)])
def test_waits_double_up_to_a_day(attempt: int, minutes: int) -> None:
    assert backoff(attempt, 5) == timedelta(minutes=minutes)
