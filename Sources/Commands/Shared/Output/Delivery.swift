/// What became of bytes written to a standard stream.
enum Delivery: Equatable, Sendable {
    /// They are out.
    case written
    /// Nobody reads them any more, as behind `| head`.
    case closed
    /// They are lost, for a reason in the system's words.
    case failed(String)
}
