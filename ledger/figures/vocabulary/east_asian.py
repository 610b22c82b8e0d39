"""How Japanese, Chinese and Korean write what stands in a figure, as literals: each phrase, and the English one."""

# Powers of ten. Those below 10,000 multiply the one that follows: 3百万 is three million, 2천억 two hundred billion.
SMALL = {"十": 1, "百": 2, "千": 3, "십": 1, "백": 2, "천": 3}
LARGE = {"万": 4, "萬": 4, "만": 4, "億": 8, "亿": 8, "억": 8, "兆": 12, "조": 12}


def _phrases(rows: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in filter(str.strip, rows.splitlines()):
        english, _, phrases = row.partition(":")
        found |= dict.fromkeys(phrases.split(), english.strip())
    return found


# After the number. `元` without a country is Chinese, as 円 and 엔 are Japanese.
UNITS = _phrases(
    """
    yen: 円 日元 日圆 日圓 엔
    yuan: 元 人民元 人民币 人民幣 위안
    South Korean won: 원 韩元 韓元 ウォン
    US dollars: 美元 美金 米ドル ドル 달러 미달러
    Hong Kong dollars: 港元 港币 香港ドル
    New Taiwan dollars: 新台币 新臺幣 台湾ドル
    euros: 欧元 歐元 ユーロ 유로
    pounds sterling: 英镑 英鎊 ポンド 파운드
    Indian rupees: 印度卢比 インドルピー 루피
    people: 人 名 명
    companies: 社
    percent: % パーセント 퍼센트
    percentage points: 个百分点 個百分點 %ポイント %포인트 %p
    tonnes: 吨 噸 トン 톤
    """
)
# What stands before a number, and after it.
BEFORE = _phrases(
    """
    about: 约 約 大约 大約 およそ 약 대략
    more than: 超过 超過 逾 超
    at least: 至少 少なくとも 최소 적어도
    up to: 最多 最大 최대 최고
    less than: 不到 不足
    nearly: 近
    minus: 下降 下跌 减少 減少
    loss of: 损失 損失 亏损 虧損 손실 적자
    plus: 增长 增長 增加 上升 上涨 上漲 増加
    """
)
AFTER = _phrases(
    """
    more than: 超 超え 強 초과 余 餘 余り
    at least: 以上 이상
    up to: 以下 이하 以内 以內
    less than: 未満 未满 미만 弱
    about: 程度 前後 左右 前后 정도
    minus: 減 減少 減収 減益 下落 低下 감소 하락
    loss of: の赤字 の損失 赤字 적자 손실
    plus: 増 増加 増収 増益 上昇 증가 상승
    """
)
