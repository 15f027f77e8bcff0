"""What firstlight decides, by case name, where it is not always what prometheus_client decides.

Each entry: a pattern of names, whether firstlight accepts those bodies, and why.
"""

ONE_BLANK = "the grammar has exactly one blank between the parts of a line"
NO_TAB = "the grammar separates with a blank, never with a tab"
NO_BLANKS_IN_LABELS = "the grammar has no blanks between braces"
ONCE = "a series is given once at a time; here the client drops or keeps both silently"
TOO_LARGE = "no 64-bit float holds the number, and a silent infinity would hide that"
SIGNED_NAN = "NaN has no sign in the grammar"
ASCII_DIGITS = "digits are ASCII; Python reads those of every script"
NO_COLON = "label names have no colon in the grammar"
UNDERSCORES = "names with two underscores are reserved, and in use: federation sends them"
TIME_TOO_LARGE = "no 64-bit count holds the time"
TEXT_TYPES = "the text format has five types; the client reads OpenMetrics' own too"
TYPE_FIRST = "a type comes before the samples, or histograms fall apart silently"
NO_EXEMPLARS = "the text format has no exemplars; the client takes them for a time it ignores"
MILLISECONDS = "timestamps are whole milliseconds; the client reads any float"
EMPTY_LABEL = "a label has a name, a value and quotes; the client skips what it does not know"
EMPTY_NAME = "a name has at least one character"
ESCAPES = "only three escapes are defined; a lone backslash is a broken exporter"

DIFFERENCES = {
    "openmetrics": [
        (r".*/two-blanks-\d+|metadata/#  HELP a x|metadata/# HELP  a x|metadata/# TYPE a  gauge", False, ONE_BLANK),
        (r".*/blank-at-start-\d+", False, ONE_BLANK),
        (r".*/tab-\d+", False, NO_TAB),
        (r".*/twice-\d+|rule/duplicate.*|rule/bucket-twice", False, ONCE),
        (r"value/-?1e400", False, TOO_LARGE),
        (r"value/[+-]NaN", False, SIGNED_NAN),
        (r"value/١", False, ASCII_DIGITS),
        (r"time/9{20}", False, TIME_TOO_LARGE),
        (r'labels/\{(a="1" ,b="2"| a="1"|a="1" |a ="1"|a= "1")\}', False, NO_BLANKS_IN_LABELS),
        (r'labels/\{a:b="1"\}', False, NO_COLON),
        (r'labels/\{""="1"\}', False, EMPTY_NAME),
        (r'labels/\{__a="1"\}', True, UNDERSCORES),
        (r"quoted/without-1", True, "a family of any name may be undeclared; the client forgets the quotes"),
        (r"rule/info-some-timestamps", True, "every info series is a set of labels of its own"),
    ],
    "text": [
        (r"(counter/twice-[34]|histogram/twice-[2-5]|summary/twice-[234]|gauges/twice-[457]|untouched/twice-[12])", False, ONCE),
        (r"rule/(bucket-twice|interleaved|gauge-groups|duplicate.*)", False, ONCE),
        (r"counter/swapped-2|summary/swapped-1|gauges/swapped-[36]|rule/(type-after|clash-total)", False, TYPE_FIRST),
        (r"rule/(gauge-histogram-.*|info-.*|stateset-.*|clash-info)", False, TEXT_TYPES),
        (r"metadata/# TYPE a (unknown|info|stateset|gaugehistogram)", False, TEXT_TYPES),
        (r"rule/exemplar-.*", False, NO_EXEMPLARS),
        (r"value/-?1e400", False, TOO_LARGE),
        (r"value/[+-]NaN", False, SIGNED_NAN),
        (r"value/١", False, ASCII_DIGITS),
        (r"time/(-?\d+\.\d+|1\.6e9|1e400|NaN|-?Inf|\.5|5\.|9{20})", False, MILLISECONDS),
        (r'labels/\{(,|,a="1"|a=)\}', False, EMPTY_LABEL),
        (r'labels/\{a:b="1"\}', False, NO_COLON),
        (r'labels/\{""="1"\}', False, EMPTY_NAME),
        (r'labels/\{__a="1"\}', True, UNDERSCORES),
        (r'labels/\{a="\\t"\}', False, ESCAPES),
    ],
}

# Where the client loses samples: of a second point it keeps the first sample only, as it takes the
# others for repetitions of those of the first point.
LOST_SAMPLES = {"rule/histogram-points"}

# Where firstlight decides otherwise than promtool, which reads the text format only.
PROMTOOL = [
    (r".*/(blank-at-end|return)-\d+|end/'a 1\\r\\n'|metadata/# TYPE a gauge(\r| )",
     "blanks and a carriage return at the end of a line change nothing"),
    (r"end/'a 1'", "the last line may lack its line feed, as a Prometheus server has it"),
    (r"counter/twice-[12]|(histogram|summary)/twice-1|gauges/twice-[36]|rule/(type|help)-twice",
     "saying the same metadata twice contradicts nothing"),
    (r'.*quoted.*|name/\{"b"\}|labels/\{"a( b)?"="1"\}|metadata/# (HELP|TYPE) "a\.b" .*',
     "quoted names came with Prometheus 3, after this promtool"),
    (r'metadata/# HELP a \\n .*', "a lone backslash in prose stands for itself"),
    (r"rule/(bucket-le|summary-quantile)-word",
     "a bound is text on the wire; the histogram is left out when it is asked for"),
    (r".*/half-\d+|metadata/# TYPE a( | Counter)?",
     "a type is one of five words; promtool accepts none, and any case"),
    (r".*/twice-\d+|rule/(bucket-twice|interleaved|gauge-groups|duplicate.*)", ONCE),
]
