"""Bodies on which the parsers are asked for their decision.

Each case is a name and a body. Most are made from valid bodies by one systematic change.
"""

# Valid OpenMetrics bodies without their end mark.
OPEN_METRICS = {
    "counter": '# HELP a help\n# TYPE a counter\na_total{x="1"} 1\na_created{x="1"} 2\na_total{x="2"} 3\n',
    "counter-unit": "# TYPE a_seconds counter\n# UNIT a_seconds seconds\n# HELP a_seconds h\na_seconds_total 1.5\n",
    "exemplars": (
        '# TYPE a counter\na_total 1 # {trace_id="x"} 0.5 1600000000.0\n'
        '# TYPE h histogram\nh_bucket{le="1.0"} 1 # {} 0.5\nh_bucket{le="+Inf"} 2 # {t="y"} 3\n'
        "h_count 2\nh_sum 3.5\nh_created 1\n"),
    "gauge": '# TYPE g gauge\ng{x="1"} -1.5\ng{x="2"} NaN\ng{x="3"} +Inf\n',
    "gaugehistogram": (
        '# TYPE g gaugehistogram\ng_bucket{le="1.0"} 2\ng_bucket{le="+Inf"} 3\ng_gcount 3\ng_gsum 4\n'),
    "histogram": (
        '# TYPE h histogram\nh_bucket{a="1",le="0.5"} 1\nh_bucket{a="1",le="+Inf"} 2\n'
        'h_count{a="1"} 2\nh_sum{a="1"} 3\nh_bucket{a="2",le="0.5"} 0\nh_bucket{a="2",le="+Inf"} 0\n'),
    "info": '# TYPE i info\ni_info{v="1"} 1\ni_info{v="2"} 1\n',
    "stateset": '# TYPE s stateset\ns{s="a"} 1\ns{s="b"} 0\n',
    "summary": (
        '# TYPE s summary\ns{quantile="0.5"} 1\ns{quantile="1.0"} 2\ns_count 3\ns_sum 4\ns_created 5\n'),
    "unknown": "# TYPE u unknown\nu 1\n",
    "undeclared": 'a 1\nb{x="y"} 2 1600000000.123\n',
    "timestamps": "# TYPE g gauge\ng 1 1.5\ng 2 2.5\n# TYPE f gauge\nf 1\n",
    "quoted": '# TYPE "a.b" gauge\n{"a.b","l.m"="v"} 1\n{"a.b"} 2\n',
}

# Valid bodies of Prometheus text format.
TEXT = {
    "counter": '# HELP a_total help \\n text\n# TYPE a_total counter\na_total{x="1"} 1\na_total{x="2"} 2 1000\n',
    "histogram": (
        '# TYPE h histogram\nh_bucket{le="0.5"} 1\nh_bucket{le="+Inf"} 2\nh_sum 3\nh_count 2\n'),
    "summary": '# TYPE s summary\ns{quantile="0.5"} 1\ns_sum 3\ns_count 2\n',
    "gauges": '# a comment\n\n# TYPE g gauge\ng NaN\n  b  { x = "1" , } +Inf -5\n# TYPE u untyped\nu 1\n',
    "untouched": "up 1\ndown 0\n",
}

VALUES = """1 1.0 +1 -1 1. .5 . 1e3 1E3 1e+3 1e-3 1e 1e+ e5 1e400 -1e400 1e-400 0x10 0x1p3 1_000 1,5 NaN nan
nAn +NaN -NaN Inf inf +Inf -Inf infinity +Infinity Infinitely --1 +-1 00012 None true "1" 1f 1d ١
9007199254740993 123456789012345678901234567890 0.1e1 1.5.2""".split()

TIMES = """1 0 -1 1600000000 1600000000.5 1600000000.123456789 1600000000.1234567891 1.6e9 1e400 NaN Inf -Inf +5 .5 5. 0x10
1_0 abc 99999999999999999999 --1 1.2.3 -1.5""".split()

LABELS = [
    "{}", '{a="1"}', '{a="1",}', "{,}", '{,a="1"}', '{a="1",,b="2"}', '{a="1",b="2"}', '{a="1" ,b="2"}',
    '{ a="1"}', '{a="1" }', '{a ="1"}', '{a= "1"}', '{a="1"b="2"}', '{a="1",a="2"}', '{a="1",b="2",a="1"}',
    "{a=1}", "{a='1'}", '{a="1}', '{a=1"}', '{a"1"}', "{a}", '{="1"}', '{a=}', '{a:b="1"}', '{1a="1"}',
    '{_a="1"}', '{__a="1"}', '{__name__="b"}', '{a-b="1"}', '{ä="1"}', '{a="ä"}', '{a=""}', '{a="\\\\"}',
    '{a="\\""}', '{a="\\n"}', '{a="\\t"}', '{a="\\"}', '{a="\\\\\\""}', '{a="}"}', '{a="{"}', '{a=","}',
    '{a="#"}', '{a=" # {"}', '{a="="}', '{a="\t"}', '{a="b" c="d"}', '{a="1"', 'a="1"}', '{{a="1"}}',
    '{""="1"}', '{"a"="1"}', '{"a b"="1"}', '{"a"}', '{"a","b"="1"}', '{a="1"}{b="2"}', '{a="1"}}', '{le="1"}',
]

NAMES = ["a", '{""}', '{"b"}', '{"b"} {}', "A", "_a", ":a", "a:b", "a1", "1a", "a-b", "a.b", "ä", "a b", "", "a$", '"a"', "a\t", "__a", "a#b", "#a"]

EXEMPLARS = [
    '# {a="b"} 1', "# {} 1", '# {a="b"} 1 1', '# {a="b"} 1 1.5', '# {a="b"} NaN', '# {a="b"} 1 NaN',
    '# {a="b"}', '# {a="b"} ', "# a 1", "#{} 1", "#  {} 1", "# {}  1", "# {} 1 ", "# {} 1 1 ", "# {} 1 1 1",
    "# {} x", "# {} 1 x", '# {a="b",a="c"} 1', '# {a="b",} 1', "# {", "# {}", "#", "# ", "{} 1", "1 # {} 1",
    "1.5 # {} 1 2.5", f'# {{a="{"x" * 127}"}} 1', f'# {{a="{"x" * 128}"}} 1', f'# {{a="{"ä" * 127}"}} 1',
]

METADATA = [
    "# HELP a", "# HELP a ", "# HELP a x", "# HELP  a x", "#  HELP a x", "#HELP a x", "# help a x", "# HELP a  x",
    "# HELP 1a x", "# HELP a-b x", "# HELP", "#", "# ", "# x", "# EOF x", "# FOO a x", "# TYPE a", "# TYPE a ",
    "# TYPE a counter", "# TYPE a Counter", "# TYPE a gauge x", "# TYPE a  gauge", "# TYPE a foo", "# TYPE a untyped",
    "# TYPE a unknown", "# TYPE a info", "# TYPE a stateset", "# TYPE a gaugehistogram", "# TYPE a histogram",
    "# TYPE a summary", "# TYPE a gauge ", "# UNIT a", "# UNIT a ", "# UNIT a seconds", "# UNIT a_seconds seconds",
    "# UNIT a_seconds s", "# UNIT seconds seconds", '# HELP "a.b" x', '# TYPE "a.b" gauge', "# HELP a \\n \\\\ \\\" \\q",
    " # HELP a x", "# TYPE a gauge\r",
]

# One rule each; the end mark is added.
RULES = {
    "total-nan": "# TYPE a counter\na_total NaN\n",
    "total-negative": "# TYPE a counter\na_total -1\n",
    "created-negative": "# TYPE a counter\na_total 1\na_created -1\n",
    "counter-bare": "# TYPE a counter\na 1\n",
    "counter-foreign": "# TYPE a counter\na_sum 1\n",
    "counter-named-total": "# TYPE a_total counter\na_total 1\n",
    "counter-total-twice": "# TYPE a_total counter\na_total_total 1\n",
    "created-only": "# TYPE a counter\na_created 1\n",
    "gauge-total": "# TYPE a gauge\na_total 1\n",
    "bucket-no-le": "# TYPE h histogram\nh_bucket 1\n",
    "bucket-le-word": '# TYPE h histogram\nh_bucket{le="x"} 1\n',
    "bucket-le-nan": '# TYPE h histogram\nh_bucket{le="NaN"} 1\nh_bucket{le="+Inf"} 1\n',
    "bucket-le-inf": '# TYPE h histogram\nh_bucket{le="Inf"} 1\n',
    "bucket-le-inf-lower": '# TYPE h histogram\nh_bucket{le="+inf"} 1\n',
    "bucket-le-whole": '# TYPE h histogram\nh_bucket{le="1"} 1\nh_bucket{le="+Inf"} 1\n',
    "bucket-le-exponent": '# TYPE h histogram\nh_bucket{le="1e0"} 1\nh_bucket{le="+Inf"} 1\n',
    "bucket-le-negative": '# TYPE h histogram\nh_bucket{le="-1.0"} 1\nh_bucket{le="+Inf"} 1\n',
    "bucket-le-negative-sum": '# TYPE h histogram\nh_bucket{le="-1.0"} 1\nh_bucket{le="+Inf"} 1\nh_count 1\nh_sum 1\n',
    "bucket-fraction": '# TYPE h histogram\nh_bucket{le="+Inf"} 1.5\n',
    "bucket-negative": '# TYPE h histogram\nh_bucket{le="+Inf"} -1\n',
    "bucket-nan": '# TYPE h histogram\nh_bucket{le="+Inf"} NaN\n',
    "bucket-infinite": '# TYPE h histogram\nh_bucket{le="+Inf"} +Inf\n',
    "bucket-order": '# TYPE h histogram\nh_bucket{le="2.0"} 1\nh_bucket{le="1.0"} 1\nh_bucket{le="+Inf"} 1\n',
    "bucket-twice": '# TYPE h histogram\nh_bucket{le="1.0"} 1\nh_bucket{le="1.0"} 1\nh_bucket{le="+Inf"} 1\n',
    "bucket-twice-spelled": '# TYPE h histogram\nh_bucket{le="1.0"} 1\nh_bucket{le="1"} 1\nh_bucket{le="+Inf"} 1\n',
    "bucket-decreasing": '# TYPE h histogram\nh_bucket{le="1.0"} 2\nh_bucket{le="+Inf"} 1\n',
    "bucket-no-inf": '# TYPE h histogram\nh_bucket{le="1.0"} 2\n',
    "histogram-only-count": "# TYPE h histogram\nh_count 1\nh_sum 1\n",
    "histogram-only-created": "# TYPE h histogram\nh_created 1\n",
    "histogram-count-differs": '# TYPE h histogram\nh_bucket{le="+Inf"} 1\nh_count 2\nh_sum 1\n',
    "histogram-no-sum": '# TYPE h histogram\nh_bucket{le="+Inf"} 1\nh_count 1\n',
    "histogram-no-count": '# TYPE h histogram\nh_bucket{le="+Inf"} 1\nh_sum 1\n',
    "histogram-sum-negative": '# TYPE h histogram\nh_bucket{le="+Inf"} 1\nh_count 1\nh_sum -1\n',
    "histogram-sum-nan": '# TYPE h histogram\nh_bucket{le="+Inf"} 1\nh_count 1\nh_sum NaN\n',
    "histogram-sum-first": '# TYPE h histogram\nh_sum 1\nh_count 1\nh_bucket{le="+Inf"} 1\n',
    "histogram-bare": '# TYPE h histogram\nh 1\n',
    "histogram-quantile": '# TYPE h histogram\nh_bucket{le="+Inf"} 1\nh{quantile="0.5"} 1\n',
    "histogram-gcount": '# TYPE h histogram\nh_bucket{le="+Inf"} 1\nh_gcount 1\n',
    "histogram-points": (
        '# TYPE h histogram\nh_bucket{le="+Inf"} 1 1\nh_count 1 1\nh_sum 1 1\n'
        'h_bucket{le="+Inf"} 2 2\nh_count 2 2\nh_sum 2 2\n'),
    "histogram-labels-swapped": (
        '# TYPE h histogram\nh_bucket{a="1",b="2",le="1.0"} 1\nh_bucket{le="+Inf",b="2",a="1"} 1\n'),
    "gauge-histogram-no-inf": '# TYPE g gaugehistogram\ng_bucket{le="1.0"} 2\n',
    "gauge-histogram-sum-negative": '# TYPE g gaugehistogram\ng_bucket{le="+Inf"} 1\ng_gcount 1\ng_gsum -1\n',
    "gauge-histogram-sum-below": '# TYPE g gaugehistogram\ng_bucket{le="-1.0"} 1\ng_bucket{le="+Inf"} 1\ng_gcount 1\ng_gsum -1\n',
    "gauge-histogram-sum-nan": '# TYPE g gaugehistogram\ng_bucket{le="+Inf"} 1\ng_gcount 1\ng_gsum NaN\n',
    "gauge-histogram-count-fraction": '# TYPE g gaugehistogram\ng_bucket{le="+Inf"} 1\ng_gcount 1.5\ng_gsum 1\n',
    "gauge-histogram-created": '# TYPE g gaugehistogram\ng_bucket{le="+Inf"} 1\ng_created 1\n',
    "summary-no-quantile": "# TYPE s summary\ns 1\n",
    "summary-quantile-word": '# TYPE s summary\ns{quantile="x"} 1\n',
    "summary-quantile-above": '# TYPE s summary\ns{quantile="1.1"} 1\n',
    "summary-quantile-below": '# TYPE s summary\ns{quantile="-0.1"} 1\n',
    "summary-quantile-whole": '# TYPE s summary\ns{quantile="1"} 1\n',
    "summary-quantile-nan": '# TYPE s summary\ns{quantile="NaN"} 1\n',
    "summary-value-negative": '# TYPE s summary\ns{quantile="0.5"} -1\n',
    "summary-value-nan": '# TYPE s summary\ns{quantile="0.5"} NaN\n',
    "summary-count-fraction": "# TYPE s summary\ns_count 1.5\n",
    "summary-count-negative": "# TYPE s summary\ns_count -1\n",
    "summary-sum-negative": "# TYPE s summary\ns_sum -1\n",
    "info-two": "# TYPE i info\ni_info 2\n",
    "info-bare": "# TYPE i info\ni 1\n",
    "info-unit": "# TYPE i_seconds info\n# UNIT i_seconds seconds\ni_seconds_info 1\n",
    "info-timestamps": '# TYPE i info\ni_info{a="1"} 1 5\ni_info{a="2"} 1 3\n',
    "info-some-timestamps": '# TYPE i info\ni_info{a="1"} 1 5\ni_info{a="2"} 1\n',
    "stateset-two": '# TYPE s stateset\ns{s="a"} 2\n',
    "stateset-no-label": '# TYPE s stateset\ns{x="a"} 1\n',
    "stateset-unit": '# TYPE s_seconds stateset\n# UNIT s_seconds seconds\ns_seconds{s_seconds="a"} 1\n',
    "unit-not-suffix": "# TYPE a gauge\n# UNIT a seconds\na 1\n",
    "unit-empty": "# TYPE a gauge\n# UNIT a \na 1\n",
    "unit-strange": "# TYPE a_m/s gauge\n",
    "type-twice": "# TYPE a gauge\n# TYPE a gauge\na 1\n",
    "help-twice": "# HELP a x\n# HELP a x\na 1\n",
    "unit-twice": "# UNIT a_s s\n# UNIT a_s s\na_s 1\n",
    "type-after": "a 1\n# TYPE a gauge\n",
    "help-after": "# TYPE a gauge\na 1\n# HELP a x\n",
    "help-first": "# HELP a x\n# TYPE a gauge\na 1\n",
    "metadata-only": "# TYPE a gauge\n# TYPE b counter\n",
    "interleaved": "a 1\nb 1\na 2\n",
    "interleaved-labels": '# TYPE a gauge\na{x="1"} 1\n# TYPE b gauge\nb 1\na{x="2"} 2\n',
    "interleaved-groups": '# TYPE s summary\ns_count{a="1"} 1\ns_count{a="2"} 1\ns_sum{a="1"} 1\n',
    "interleaved-buckets": (
        '# TYPE h histogram\nh_bucket{a="1",le="1.0"} 1\nh_bucket{a="2",le="1.0"} 1\n'
        'h_bucket{a="1",le="+Inf"} 1\nh_bucket{a="2",le="+Inf"} 1\n'),
    "groups-in-other-order": '# TYPE s summary\ns_count{a="1",b="2"} 1\ns_sum{b="2",a="1"} 1\n',
    "gauge-groups": '# TYPE g gauge\ng{a="1"} 1\ng{a="2"} 1\ng{a="1"} 2\n',
    "clash-total": "# TYPE a counter\na_total 1\n# TYPE a_total gauge\na_total 1\n",
    "clash-created": "# TYPE a counter\na_total 1\n# TYPE a_created gauge\na_created 1\n",
    "clash-later": "# TYPE a_count gauge\na_count 1\n# TYPE a summary\na_sum 1\n",
    "clash-unused": "# TYPE a_count gauge\na_count 1\n# TYPE a counter\na_total 1\n",
    "clash-info": "# TYPE a info\na_info 1\n# TYPE a_info gauge\na_info 1\n",
    "duplicate": '# TYPE g gauge\ng{a="1"} 1\ng{a="1"} 1\n',
    "duplicate-other-order": '# TYPE g gauge\ng{a="1",b="2"} 1\ng{b="2",a="1"} 1\n',
    "duplicate-same-time": "# TYPE g gauge\ng 1 5\ng 2 5\n",
    "points": "# TYPE g gauge\ng 1 5\ng 2 6\n",
    "points-backwards": "# TYPE g gauge\ng 1 6\ng 2 5\n",
    "points-some": "# TYPE g gauge\ng 1 6\ng 2\n",
    "points-some-later": "# TYPE g gauge\ng 1\ng 2 6\n",
    "exemplar-gauge": "# TYPE g gauge\ng 1 # {} 1\n",
    "exemplar-count": '# TYPE h histogram\nh_bucket{le="+Inf"} 1\nh_count 1 # {} 1\nh_sum 1\n',
    "exemplar-created": "# TYPE a counter\na_total 1\na_created 1 # {} 1\n",
    "exemplar-unknown-bucket": 'a_bucket{le="+Inf"} 1 # {} 1\n',
    "exemplar-unknown-total": "a_total 1 # {} 1\n",
    "exemplar-summary": '# TYPE s summary\ns{quantile="0.5"} 1 # {} 1\n',
    "quoted-in-names": '# TYPE "a" counter\n{"a_total"} 1\n',
    "quoted-and-classic": '# TYPE a counter\n{"a_total",x="y"} 1\n',
}


def edits(lines):
    """Every body that differs by one change of a line."""
    for index in range(len(lines)):
        before, line, after = lines[:index], lines[index], lines[index + 1:]
        yield f"without-{index + 1}", before + after
        yield f"twice-{index + 1}", before + [line, line] + after
        yield f"blank-before-{index + 1}", before + [""] + lines[index:]
        yield f"blank-at-start-{index + 1}", before + [" " + line] + after
        yield f"blank-at-end-{index + 1}", before + [line + " "] + after
        yield f"return-{index + 1}", before + [line + "\r"] + after
        if " " in line:
            yield f"two-blanks-{index + 1}", before + [line.replace(" ", "  ", 1)] + after
            yield f"tab-{index + 1}", before + [line.replace(" ", "\t", 1)] + after
            yield f"half-{index + 1}", before + [line[:len(line) // 2]] + after
        if after:
            yield f"swapped-{index + 1}", before + [after[0], line] + after[1:]


def open_metrics():
    for name, text in OPEN_METRICS.items():
        yield name, text + "# EOF\n"
        for edit, lines in edits((text + "# EOF").split("\n")):
            yield f"{name}/{edit}", "\n".join(lines) + "\n"
    for name, text in RULES.items():
        yield f"rule/{name}", text + "# EOF\n"
    for end in ["", "\n", "# EOF", "# EOF\n", "# EOF\r\n", "# EOF\n\n", "# EOF\n# EOF\n", "# EOF \n", "#EOF\n", "# eof\n", "# EOF\n#", " # EOF\n"]:
        yield f"end/{end!r}", "a 1\n" + end
    yield "end/alone", "# EOF\n"
    yield "end/empty", ""
    for value in VALUES:
        yield f"value/{value}", f"a {value}\n# EOF\n"
    for time in TIMES:
        yield f"time/{time}", f"a 1 {time}\n# EOF\n"
    for exemplar in EXEMPLARS:
        yield f"exemplar/{exemplar[:40]}/{len(exemplar)}", f"# TYPE a counter\na_total 1 {exemplar}\n# EOF\n"
    yield from lines_of_both("# EOF\n")


def text():
    for name, body in TEXT.items():
        yield name, body
        for edit, lines in edits(body.removesuffix("\n").split("\n")):
            yield f"{name}/{edit}", "\n".join(lines) + "\n"
    for name, body in RULES.items():
        yield f"rule/{name}", body
    for value in VALUES:
        yield f"value/{value}", f"a {value}\n"
    for time in TIMES:
        yield f"time/{time}", f"a 1 {time}\n"
    for end in ["", "a", "a ", "a 1", "a 1\r\n", "a 1\n\n\n", "\n", "\t\n", "# EOF\n"]:
        yield f"end/{end!r}", end
    yield from lines_of_both("")


def lines_of_both(end):
    for labels in LABELS:
        yield f"labels/{labels}", f"a{labels} 1\n{end}"
    for name in NAMES:
        yield f"name/{name}", f"{name} 1\n{end}"
    for line in METADATA:
        yield f"metadata/{line}", f"{line}\n{end}"
