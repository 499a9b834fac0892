"""Clues of the demo at each step of verification, for the pages that show them."""

from casework.access import OPERATOR, Actor
from casework.clue.accepting import NewClue, Reporter, accept
from casework.clue.concluding import conclude
from casework.clue.disposing import decide, propose
from casework.clue.following_up import follow_up
from casework.clue.intake import drain
from casework.clue.registering import register
from casework.clue.stopping import order_stop
from casework.clue.team import name_team
from casework.desk import House, open_desk
from casework.record.certificates import add_certificate
from casework.record.officers import actor_of
from casework.record.people import add_officer, give_post
from regulation.clue import Channel, Disposal, Offence, Outcome


def verified(house: House, county: str, handler: int) -> dict[str, str]:
    """Clues of a county: registered, being verified by its handler, with a proposal, and filed; by name their numbers.

    Its leader is the province's, its cashier the handler himself, so that one account opens each page.
    """
    with open_desk(house, OPERATOR) as desk:
        office = desk.scalar("SELECT id FROM party WHERE code = :code", code=county)
        other = add_officer(desk, office_id=office, role="patroller", name="钱核查")
        for officer, number in ((handler, "示执001"), (other, "示执002")):
            add_certificate(desk, officer, number=number, first=desk.today.replace(month=1, day=1))
        leader = desk.scalar("SELECT officer_id FROM account WHERE login = 'leader'")
        give_post(desk, leader, office_id=office, role="deputy")
        give_post(desk, handler, office_id=office, role="statistician")
    made = [_taken(house, county, number) for number in range(4)]
    drain(house)
    with open_desk(house, OPERATOR) as desk:
        one, chief = actor_of(desk, handler), actor_of(desk, leader)
        for number in made:
            register(desk, number)
        for number in made[1:]:
            name_team(desk, number, (handler, other))
        order_stop(desk, made[1], party="王某", deed="无证开采铁矿", breached="《矿产资源法》",
                   basis="《自然资源行政处罚办法》第十五条", order="立即停止开采")
    for number in made[2:]:
        with open_desk(house, one) as desk:
            conclude(desk, number, Outcome.TRUE, facts="现场有新开采面，无采矿许可证。", no_site="卫星影像可证")
            propose(desk, number, Disposal.FILE, reason="事实清楚，应予立案")
    _filed(house, made[3], chief)
    return dict(zip(("clue_registered", "clue_verifying", "clue_proposed", "clue_filed"), made, strict=True))


def _taken(house: House, county: str, number: int) -> str:
    with open_desk(house, OPERATOR) as desk:
        return accept(desk, NewClue(Channel.WEB, f"北沟{number + 1}号采坑有人采矿，没有牌子。", Offence.MINING_WITHOUT_LICENCE,
                                    reporter=Reporter("李大山", "13812345678"), division=county, place="北沟")).number


def _filed(house: House, number: str, leader: Actor) -> None:
    with open_desk(house, leader) as desk:
        decide(desk, number, approve=True)
    follow_up(house)
