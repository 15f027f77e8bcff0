extension Estimate {
    /// Judges the estimate against a limit: the one judging rule.
    ///
    /// | interval | judgement |
    /// |---|---|
    /// | wholly inside, the limit included | met |
    /// | wholly outside | violated |
    /// | on both sides, or anything not a number | undecided |
    ///
    /// An estimate without samples has no point and is therefore undecided, even against a limit
    /// that every value meets.
    package func judged(against limit: Limit) -> Judgement {
        guard !point.isNaN, !lower.isNaN, !upper.isNaN, !limit.value.isNaN else {
            return .undecided
        }
        let lowerInside = limit.contains(lower)
        let upperInside = limit.contains(upper)
        if lowerInside && upperInside { return .met }
        if !lowerInside && !upperInside { return .violated }
        return .undecided
    }
}
