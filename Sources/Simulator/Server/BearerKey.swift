/// The secret clients must show; it never appears in descriptions.
package struct BearerKey: Equatable, Sendable, CustomStringConvertible,
    CustomDebugStringConvertible
{
    private let secret: String

    /// Wraps a secret.
    package init(_ secret: String) {
        self.secret = secret
    }

    /// Whether the value of an `Authorization` header shows the secret.
    func accepts(_ header: String?) -> Bool {
        header == "Bearer " + secret
    }

    /// Whether a header's value is the secret itself.
    func isShown(by value: String?) -> Bool {
        value == secret
    }

    /// Not the secret.
    package var description: String { "(secret)" }

    /// Not the secret.
    package var debugDescription: String { "(secret)" }
}
