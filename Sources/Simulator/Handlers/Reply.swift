import Hummingbird

/// What becomes of a request.
enum Reply {
    /// It is answered.
    case response(Response)
    /// The connection is closed without a byte of an answer.
    case hangUp
    /// Nobody knows the path.
    case noSuchPath
}
