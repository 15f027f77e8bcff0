extension ProfileReader {
    /// Reads `gate`.
    func readGate(_ document: YAMLSection) -> Profile.Gate {
        var gate = Profile.Gate()
        guard let section = document.section("gate", keys: ProfileKeys.gate) else { return gate }
        if let value = section.field("minProbes")?.wholeNumber(in: ProfileLimits.probes) {
            gate.minProbes = value
        }
        if let value = section.field("maxProbes")?.wholeNumber(in: ProfileLimits.probes) {
            gate.maxProbes = value
        }
        if let value = section.field("maxDuration")?.duration() { gate.maxDuration = value }
        if let field = section.field("confidence"), let value = field.ratio() {
            if ProfileLimits.confidence.contains(value) {
                gate.confidence = value
            } else {
                field.report(ProfileLimits.confidenceSentence, field.written)
            }
        }
        if let value = section.field("warmup")?.wholeNumber(in: ProfileLimits.warmup) {
            gate.warmup = value
        }
        if let value = section.field("decision")?.word(of: Profile.Decision.self) {
            gate.decision = value
        }
        if let field = section.field("passRate"), let value = field.ratio() {
            if value > 0 {
                gate.passRate = value
            } else {
                field.report(ProfileLimits.passRateSentence, field.written)
            }
        }
        gate.interval = section.field("interval")?.duration()
        return gate
    }

    /// Reads `timeouts`.
    func readTimeouts(_ document: YAMLSection) -> Profile.Timeouts {
        var timeouts = Profile.Timeouts()
        guard let section = document.section("timeouts", keys: ProfileKeys.timeouts) else {
            return timeouts
        }
        timeouts.connect = section.field("connect")?.duration()
        timeouts.firstToken = section.field("firstToken")?.duration()
        timeouts.gap = section.field("gap")?.duration()
        timeouts.total = section.field("total")?.duration()
        return timeouts
    }
}
