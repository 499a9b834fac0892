"""What in a report tells who sent it: how numbers, addresses and names are written, and how somebody says who he is."""

import re

MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\]|\sat\s)"
                  r"\s?[\w-]{1,63}(?:\s?(?:[.。]|\sdot\s)\s?[\w-]{1,63}){1,6}", re.ASCII | re.IGNORECASE)
BORN = r"(?:19|20)\d{2}\s?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
ID_CARD = re.compile(rf"(?<![\dA-Za-z])(?:\d{{6}}\s?{BORN}\s?\d{{3}}[\dXx]|\d{{15}})(?!\d)")
CARD = re.compile(r"(?<![\dA-Za-z])(?:\d{16,19}|\d{4}(?P<gap>[ -])\d{4}(?P=gap)\d{4}(?P=gap)\d{4}(?:(?P=gap)\d{1,3})?)(?!\d)")
CARD_SAID = re.compile(r"(?P<keep>(?:卡号|账号|帐号|账户|银行卡|银行账户)(?:是|为)?\s*:?\s*)\d(?:[ -]?\d){11,18}(?!\d)")
ACCOUNT = re.compile(r"(?P<keep>(?:微信|QQ|抖音|快手|VX|wechat)(?:号|账号|id)?(?:是|为|:)?\s*)[A-Za-z0-9_-]{4,}", re.IGNORECASE)
PLATE = re.compile(r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-HJ-NP-Z]\s?·?[A-HJ-NP-Z0-9]{5,6}")
# Telephones, however they are spaced or written: mobile, with an area code, of a service, from abroad, and what is called one.
DIGIT = "[0-9〇零一二三四五六七八九幺]"
GAP = r"[\s.\-·—]{0,3}"
UNIT = r"\s*(?:元|万|亿|吨|公斤|千克|斤|立方|平方|亩|米|块|方)"  # an amount
MOBILE = re.compile(rf"(?<![0-9A-Za-z.〇零一二三四五六七八九幺])[1一幺]{GAP}[3-9三四五六七八九](?:{GAP}{DIGIT}){{9}}"
                    rf"(?!{DIGIT}|{UNIT})")
FIXED = re.compile(r"(?<![\dA-Za-z.-])(?:[(]?0\d{2,3}[)]?[\s-]{0,2}\d{3,4}[\s-]?\d{4}|[48]00[\s-]?\d{3}[\s-]?\d{4})"
                   rf"(?!\d|{UNIT})")
ABROAD = re.compile(r"\+\s?\d(?:[\s-]?\d){7,14}(?!\d)")
CALLED = re.compile(r"(?P<keep>(?:电话|座机|手机|手机号|小灵通|传真|tel|mobile|phone)(?:号码|号)?(?:是|为)?\s*[:.]?\s*)"
                    r"\d{3,4}[\s-]?\d{3,4}(?!\d)", re.IGNORECASE)
DEGREES = re.compile(r"1[0-3]\d\.\d{8}")  # a longitude is no telephone number
# How somebody says who he is; what follows is a name only if it begins with a family name.
FAMILY = ("欧阳司马上官诸葛东方皇甫尉迟公孙慕容令狐", "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐"
          "许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢"
          "傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔汤向常温康施牛葛柴乔翟殷穆庞管祝左涂聂庄辛耿关焦柳"
          "闫冷娄都隋鞠曲栾迟丛宫逄战安邢倪车季纪舒"
          "闵解童裴申舒艾鲁卜甘岳齐岑兰洪单池宁朴玄蔚权")
DOUBLE = re.compile("|".join(FAMILY[0][at:at + 2] for at in range(0, len(FAMILY[0]), 2)))
NAME = f"(?:{DOUBLE.pattern}|[{FAMILY[1]}])(?:[ ]{{0,2}}[\u4e00-\u9fff]){{1,2}}"
ENDS = (r"(?=$|[\s,。.;、:()0-9<的是住家]|(?:现|今|特)?(?:实名)?(?:举报|反映|投诉|控告|检举)"
        r"|电话|手机|联系|性别|男|女|身份证|微信|邮箱|向|系)")
SAYS = re.compile(r"(?P<keep>(?:我叫|我的名字叫|本人叫|本人姓名|我是|本人|姓名|举报人姓名|举报人|反映人|联系人|签名|签字"
                  r"|发件人|寄件人|投诉人|检举人|署名|落款|报案人)(?:是|为|叫)?\s*:?\s*)" + f"(?P<name>{NAME}){ENDS}")
ONE_OF = re.compile(r"(?P<keep>(?:我是|本人是|本人系|我系|我们是)[^,。;\n]{0,20}?"
                    r"(?:村民|居民|职工|员工|工人|矿工|司机|会计|干部|社员|业主|家属|妻子|丈夫|爱人|儿子|女儿|父亲|母亲|亲戚|邻居))"
                    + f"{NAME}{ENDS}")
SURNAME = re.compile(rf"(?P<keep>我姓|免贵姓|叫我[老小]?|我是[老小])(?:{DOUBLE.pattern}|[{FAMILY[1]}])(?![\u4e00-\u9fff]{{2}})")
BEGINS = re.compile(rf"(?m)^(?P<keep>\s*){NAME}(?=(?:现|今|特)?(?:实名(?:举报|反映|检举|投诉)|(?:举报|检举|控告)))")
# By itself on a line, before the end, a date, a telephone, or after the dashes that part a mail from its signature.
SIGNED = re.compile(rf"(?m)^(?P<keep>[ \t]*(?:此致|敬礼)?[ \t]*(?:--[ \t]*\n[ \t]*)?){NAME}[ \t]*$"
                    r"(?=\s*(?:\Z|\d{4}\s*[年./-]|电话|手机|联系|邮箱|tel|mobile|e-?mail|[+(0-9]))", re.IGNORECASE)
SIGNATURE = re.compile(rf"(?m)^(?P<keep>--[ \t]*\n[ \t]*){NAME}")
LIVES = re.compile(r"(?P<keep>(?:我家住(?:在)?|本人住(?:在)?|我住(?:在)?|(?:我叫|本人|我是)[^。\n]{0,16}?,\s*(?:现|家)?"
                   r"住(?:在)?|家庭住址|住址|联系地址|通讯地址)(?:是|为|:)?\s*)[^\s,。;\n]{4,40}")
SAYINGS = ((SAYS, "name"), (ONE_OF, "name"), (SURNAME, "name"), (BEGINS, "name"), (SIGNED, "name"), (SIGNATURE, "name"),
           (LIVES, "address"))
NUMBERED = re.compile("[0-9〇零一二三四五六七八九幺]{2}")
# Full-width letters and digits are what people write to get past a filter; each stands for one, so that places stay the same.
PLAIN = {at: at - 0xFEE0 for at in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
