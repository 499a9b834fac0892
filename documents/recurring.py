"""What recurs in many forms: who the party is, the seal, where the chain signs."""

PARTY = """{label}：{{ party_name }}
?party_representative 法定代表人（负责人）：{{ party_representative }}
?party_sex 性别：{{ party_sex }}　　年龄：{{ party_age }}
?party_id_number {% if party_id_kind %}{{ party_id_kind }}{% else %}证件号码{% endif %}：{{ party_id_number }}
?party_unit 工作单位及职务：{{ party_unit }}{% if party_post %}　{{ party_post }}{% endif %}
{% if party_kind == "个人" %}住址{% else %}住所{% endif %}：{{ party_address }}
?party_phone 联系电话：{{ party_phone }}"""
SEAL = "\n>>{{ organ }}　　\n>>（印章）　　　　\n>>{{ issued_on }}　　"
SIGNED = "| {title} | {{{{ {role}_opinion }}}}⏎>>签名：{{{{ {role}_name }}}}　　{{{{ {role}_day }}}} | ~{height}"
PERSON, ENTITY = 'party_kind == "个人"', 'party_kind != "个人"'
ENTITY_ROWS = (
    "| 当事人⏎（单位） | 名称:2 | {{ party_name }} | 法定代表人:4 | {{ party_representative }}:5 |",
    "| ^ | 代码:2 | {{ party_id_number }} | 联系电话:4 | {{ party_phone }}:5 |",
    "| ^ | 住所:2 | {{ party_address }} |")
PERSON_ROWS = (
    "| 当事人⏎（个人） | 姓名:2 | {{ party_name }} | 性别:2 | {{ party_sex }}:3 | 年龄:2 | {{ party_age }}:3 |",
    "| ^ | 证件⏎号码:2 | {{ party_id_number }} | 联系电话:4 | {{ party_phone }}:5 |",
    "| ^ | 工作⏎单位:2 | {{ party_unit }} | 职务:4 | {{ party_post }}:5 |",
    "| ^ | 住址:2 | {{ party_address }} |")
RECEIVED_ROWS = (
    "| 案由 | {{ cause }} |",
    "| 案件编号 | {{ case_number }} | 当事人 | {{ party_name }} |",
    "| 来文单位 | {{ received_from }} |",
    "| 来文字号 | {{ received_number }} | 来文日期 | {{ received_dated }} |",
    "| 收到日期 | {{ received_on }} | 登记人 | {{ recorder }} |",
    "| 内容摘要 | {{ received_text }} | ~6",
    "| 附件 | {{ attachments_told }}（附原件） | ~1.5")
