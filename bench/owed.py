"""Who owes what to whom about what, as one would write it down for this one nation: a SELECT for all rules alike.

`v` are the constants of a rule's periods, `{today}` is the day of the opening.
"""

from bench.nation import PROVINCE

STANDS = "p.valid_to IS NULL OR p.valid_to >= {today}"
BUREAUX = f"p.id, p.parent_id, 'self', 0 FROM party p WHERE p.level IN ('province', 'city', 'county') AND ({STANDS})"
LOCAL = f"p.id, p.parent_id, 'self', 0 FROM party p WHERE p.level IN ('city', 'county') AND ({STANDS})"
OF_PROVINCE = f"p.id, p.id, 'self', 0 FROM party p WHERE p.level = 'province' AND ({STANDS})"
CITIES = f"p.id, {PROVINCE}, 'self', 0 FROM party p WHERE p.level = 'city' AND ({STANDS})"
COUNTIES = f"p.id, p.parent_id, 'self', 0 FROM party p WHERE p.level = 'county' AND ({STANDS})"
RICH = COUNTIES + " AND p.mineral_rich"
TOWNSHIPS = f"p.id, p.parent_id, 'self', 0 FROM party p WHERE p.level = 'township' AND ({STANDS})"
THERE = ("({s}.valid_from <= v.joins_until) AND ({s}.valid_to IS NULL OR ({s}.valid_to >= v.opens"
         " AND ({s}.valid_to >= {today} OR {s}.valid_to >= v.due))) AND (" + STANDS + ")")
HOLDERS_MINE = (f"m.holder_id, m.county_id, 'mine', m.id FROM mine m JOIN party p ON p.id = m.holder_id"
                f" WHERE {THERE.replace('{s}', 'm')}")
DEEP_MINE = HOLDERS_MINE + " AND m.method <> 'open_pit'"
COUNTYS_MINE = (f"m.county_id, p.parent_id, 'mine', m.id FROM mine m JOIN party p ON p.id = m.county_id"
                f" WHERE {THERE.replace('{s}', 'm')}")
CITYS_MINE = (f"p.id, {PROVINCE}, 'mine', m.id FROM mine m JOIN party c ON c.id = m.county_id"
              f" JOIN party p ON p.id = c.parent_id WHERE {THERE.replace('{s}', 'm')}")
HOLDERS_RIGHT = ("r.holder_id, r.county_id, '{kind}_right', r.id FROM mineral_right r JOIN party p ON p.id = r.holder_id"
                 f" WHERE r.kind = '{{kind}}' AND {THERE.replace('{s}', 'r')}")
COUNTYS_RIGHT = ("r.county_id, p.parent_id, '{kind}_right', r.id FROM mineral_right r JOIN party p ON p.id = r.county_id"
                 f" WHERE r.kind = '{{kind}}' AND {THERE.replace('{s}', 'r')}")
INSPECTORS = (f"p.id, {PROVINCE}, 'inspector', o.officer_id FROM post o JOIN party p ON p.id = o.office_id"
              f" WHERE o.role = 'inspector' AND p.level = 'city' AND {THERE.replace('{s}', 'o')}")
TRAINED = ("p.id, p.parent_id, 'officer', o.officer_id FROM post o JOIN party p ON p.id = o.office_id"
           " WHERE o.role IN ('unit_head', 'handler', 'inspector', 'patroller') AND p.level IN ('city', 'county', 'township')"
           " AND o.valid_from <= {today} AND (o.valid_to IS NULL OR o.valid_to >= {today}) AND (" + STANDS + ")")
OWED: dict[str, tuple[str, ...]] = {
    BUREAUX: ("holder_archive", "typical_case_publication", "liaison_meeting", "situation_report", "equipment_register"),
    LOCAL: ("holder_training", "holder_performance_publication"),
    OF_PROVINCE: ("province_case_check", "platform_check", "circular_province", "assessment"),
    CITIES: ("inspector_report", "exploration_inspection_report", "mining_inspection_bulletin", "mining_inspection_report",
             "reserve_spot_check", "city_patrol", "case_handling_check", "closed_case_spot_check", "two_rates_year",
             "two_rates_half", "work_summary_year", "work_summary_half", "circular_city"),
    COUNTIES: ("county_patrol", "patrol_timetable"), RICH: ("joint_action",), TOWNSHIPS: ("township_patrol",),
    HOLDERS_MINE: ("mining_maps_surface", "geological_survey_staff", "reserve_report"),
    DEEP_MINE: ("mining_maps_underground",),
    COUNTYS_MINE: ("plan_supervision", "reserve_report_review", "recovery_indicators"),
    CITYS_MINE: ("inspector_assignment", "mine_inspection"),
    HOLDERS_RIGHT.replace("{kind}", "exploration"): ("exploration_annual_report",),
    COUNTYS_RIGHT.replace("{kind}", "exploration"): ("annual_inspection_exploration",),
    COUNTYS_RIGHT.replace("{kind}", "mining"): ("annual_inspection_mining",),
    INSPECTORS: ("inspector_evaluation",), TRAINED: ("staff_training",),
}
WHO = {code: select for select, codes in OWED.items() for code in codes}
