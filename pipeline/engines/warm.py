"""Imported once, by the server that workers are forked from: what cleaning reads and compiles is there before a worker's first page.

A worker would take half a second for it, again after each death, and each a copy of its own; forked, they share one.
"""

import gc
from typing import Final

from cleaners import clean_html

# A story in traditional characters and a list of offers: together they ask for nearly all tables.
_PAGE: Final = """<html><head><title>縣城老橋修復通車_縣城新聞網</title></head><body><h1>縣城老橋修復通車</h1>
<p>來源：縣城日報 記者 王小明 2024-02-05 14:03</p>
<p>本報訊（記者 王小明）縣城東門外的老橋經過三個月修復後重新通車，居民不用再繞行兩公里。</p>
<p>施工期間，工人們把橋面石板逐塊編號拆下，加固橋墩後再原樣鋪回。</p>
<p>“小時候天天從這座橋上走過去上學。”住在橋頭的老人說。快三官網最新版下載 縣交通局表示，還將修復上游的另一座橋。</p>
<ul><li><a href="/a">時時彩平台網址</a></li><li><a href="/b">北京賽車官網</a></li>
<li><a href="http://c.example/">棋牌下載安裝</a></li></ul>
<p>責任編輯：李四</p></body></html>"""

clean_html(_PAGE.encode())
# Nothing of it is garbage: a collection in a worker would only copy the pages of memory that it looks through.
gc.freeze()
