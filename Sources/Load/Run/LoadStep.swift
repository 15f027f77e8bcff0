/// What to do after an event of a load.
package enum LoadStep: Sendable, Equatable {
    /// Go on.
    case proceed
    /// Start nothing more and cancel what is in flight.
    case stop
}
