"""Pages made to break out of whatever shows them, in hostile/*.html.

In them CANARY stands for an address that nobody may ask for, RAN(name) for a script that leaves traces under a name, STORY for a
story, so that there is something to keep.
"""

import re
from pathlib import Path

STORY = (
    "<h1>临溪港一季度集装箱吞吐量增长</h1><p>2024-03-27 10:08 来源：晨汐网</p><p>本报讯（记者 方正川）临溪港务局27日发布的数据显示，"
    "今年一季度，全港完成集装箱吞吐量四十一万标准箱，同比增长百分之十二。</p><p>港务局负责人介绍，增长主要来自新开的三条近洋航线。港口还把"
    "夜间作业的泊位从四个增加到七个，船舶平均在港时间缩短了五个小时。</p><p>二季度，港区计划再开通两条内支线。</p>"
)
FOLDER = Path(__file__).parent / "hostile"
HOSTILE = tuple(sorted(path.stem for path in FOLDER.glob("*.html")))
# What the template below would be worked out to: longer than a port, so that no canary's address holds it by chance.
WORKED_OUT = "5332114"
# Words for titles, hosts, rules, reasons and addresses.
NASTY = (
    "</script><script>RAN(text)</script>",
    '<img src=x onerror="RAN(attribute)">',
    '"><svg onload=RAN(svg)>',
    "{{1234*4321}}${1234*4321}<%=1234*4321%>",
    "javascript:RAN(address)",
    "\u2028\u2029<!--<script>",
)


def hostile(name: str, canary: str) -> str:
    """Return a page of the folder that does its harm at the address `canary`."""
    return armed((FOLDER / f"{name}.html").read_text("utf-8"), canary).replace("STORY", STORY)


def armed(text: str, canary: str) -> str:
    """Return a text with its traps set."""
    trap = r"(window.ran='\1',new Image().src='CANARY/ran-\1')"
    return re.sub(r"RAN\((\w+)\)", trap, text).replace("CANARY", canary)
