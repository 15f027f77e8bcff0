/// A value that must never be printed: an API key, a bearer token, a header that carries one.
///
/// Every way of turning it into text gives `<secret>`: string interpolation, `debugPrint`, `dump`
/// and mirrors. It is deliberately not `Codable`, so it cannot slip into a report. The only way to
/// the value is ``reveal()``, which is easy to search for and belongs where the request is written.
package struct Secret: Sendable, Hashable {
    private let value: String

    /// Wraps a value.
    package init(_ value: String) {
        self.value = value
    }

    /// Whether there is nothing to hide.
    package var isEmpty: Bool { value.isEmpty }

    /// The value itself, for the one place that writes it to the wire.
    package func reveal() -> String { value }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always `<secret>`.
    package var description: String { "<secret>" }

    /// Always `<secret>`.
    package var debugDescription: String { "<secret>" }

    /// A mirror without children, so that `dump` shows nothing either.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
