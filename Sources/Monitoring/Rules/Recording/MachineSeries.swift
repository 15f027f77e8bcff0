import Signals

/// A recorded series of the cards or the node.
struct MachineSeries {
    let signal: Signal
    let statistic: SignalStatistic
    let name: String

    private init(_ signal: Signal, _ statistic: SignalStatistic, _ series: RecordedSeries) {
        self.signal = signal
        self.statistic = statistic
        name = RecordedSeries.machine(series).name
    }

    private static func level(_ signal: Signal) -> MachineSeries {
        MachineSeries(signal, .value, .level(signal))
    }

    private static func rate(_ signal: Signal) -> MachineSeries {
        MachineSeries(signal, .rate, .rate(signal))
    }

    /// All of them.
    static let all: [MachineSeries] = [
        level(.gpuUtilization), level(.gpuMemoryUsage), level(.gpuPower), level(.gpuTemperature),
        level(.gpuClock), rate(.gpuThermalThrottling), rate(.gpuPowerThrottling), level(.gpuXid),
        rate(.gpuUncorrectableErrors), rate(.nvlinkErrors), level(.nodeProcessorUsage),
        level(.nodeMemoryUsage), level(.nodeDiskUsage), rate(.nodeNetworkReceived),
        rate(.nodeNetworkSent),
    ]
}
