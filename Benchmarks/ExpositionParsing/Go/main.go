// The body parsed by prometheus/common, the parser of Go exporters and the Pushgateway.
//
// Usage: go-parsing FILE PASSES
// Output: seconds of the median pass, samples of a pass, sum of their finite values, peak in kB.
package main

import (
	"fmt"
	"math"
	"os"
	"sort"
	"strconv"
	"strings"
	"time"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
)

type tally struct {
	count int
	sum   float64
}

func (t *tally) add(value float64) {
	t.count++
	if !math.IsInf(value, 0) && !math.IsNaN(value) {
		t.sum += value
	}
}

func (t *tally) addMetric(metric *dto.Metric) {
	switch {
	case metric.Histogram != nil:
		for _, bucket := range metric.Histogram.Bucket {
			t.add(float64(bucket.GetCumulativeCount()))
		}
		t.add(metric.Histogram.GetSampleSum())
		t.add(float64(metric.Histogram.GetSampleCount()))
	case metric.Summary != nil:
		for _, quantile := range metric.Summary.Quantile {
			t.add(quantile.GetValue())
		}
		t.add(metric.Summary.GetSampleSum())
		t.add(float64(metric.Summary.GetSampleCount()))
	case metric.Counter != nil:
		t.add(metric.Counter.GetValue())
	case metric.Gauge != nil:
		t.add(metric.Gauge.GetValue())
	default:
		t.add(metric.Untyped.GetValue())
	}
}

// The parser reads from the file as it goes: it never holds the whole body.
func pass(path string) tally {
	file, err := os.Open(path)
	if err != nil {
		fail(err)
	}
	defer file.Close()
	var parser expfmt.TextParser
	families, err := parser.TextToMetricFamilies(file)
	if err != nil {
		fail(err)
	}
	var seen tally
	for _, family := range families {
		for _, metric := range family.Metric {
			seen.addMetric(metric)
		}
	}
	return seen
}

func peakKilobytes() string {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		fail(err)
	}
	for _, line := range strings.Split(string(status), "\n") {
		if strings.HasPrefix(line, "VmHWM:") {
			return strings.Fields(line)[1]
		}
	}
	return "-1"
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: go-parsing FILE PASSES"))
	}
	passes, err := strconv.Atoi(os.Args[2])
	if err != nil || passes < 1 {
		fail(fmt.Errorf("PASSES is a positive number"))
	}
	var seen tally
	times := make([]float64, passes)
	for index := range times {
		start := time.Now()
		seen = pass(os.Args[1])
		times[index] = time.Since(start).Seconds()
	}
	sort.Float64s(times)
	fmt.Println(times[passes/2], seen.count, seen.sum, peakKilobytes())
}
