/// Why a card lowers its clock.
package enum ThrottleReason: String, CaseIterable, Sendable {
    /// It is too hot.
    case thermal
    /// It draws as much power as it may.
    case power
}
