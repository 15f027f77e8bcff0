/// All rules, in the order of the documentation.
enum LintRules {
    static let all: [any LintRule.Type] = [
        SyntaxRule.self,
        RenamedMetricRule.self, RemovedMetricRule.self, FutureMetricRule.self,
        UnknownMetricRule.self, WrongEngineRule.self, MissingSeriesRule.self, DeadSeriesRule.self,
        RateOnGaugeRule.self, CounterWithoutRateRule.self, DeltaOnCounterRule.self,
        LifetimeMeanRule.self, ShortWindowRule.self,
        QuantileGroupingRule.self, QuantileSourceRule.self, AveragedQuantileRule.self,
        QuantileDifferenceRule.self, QuantileRangeRule.self, BucketBoundRule.self,
        BucketSpellingRule.self,
        PercentRule.self, MeanOfRatiosRule.self, UnguardedDivisionRule.self,
        UsageAggregationRule.self,
        LostLabelRule.self, NeverMatchesRule.self, InfoValueRule.self,
        TypedLimitRule.self, BurnRateRule.self, PreallocatedMemoryRule.self, BusyDeviceRule.self,
        UsageAloneRule.self, TrafficShapeRule.self,
        MisnamedRecordingRule.self, InhibitionRuleCheck.self, AlertCompletenessRule.self,
        SlowScrapeRule.self, ServiceTargetRule.self, RetentionRule.self,
        MetricsSwitchRule.self, UnknownFlagRule.self,
    ]
}
