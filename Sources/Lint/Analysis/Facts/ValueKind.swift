/// What sort of number a query gives.
enum ValueKind: Sendable, Hashable {
    /// A counter's reading: only its growth means something.
    case counter
    /// Growth in a window, or per second.
    case rate
    /// A reading that goes up and down.
    case gauge
    /// A quantile: not to be added or averaged.
    case quantile
    /// A sum divided by a count in the same window.
    case mean
    /// Some events divided by all in the same window.
    case share
    /// A number that is the same for all series.
    case constant
    /// Something else.
    case other
}
