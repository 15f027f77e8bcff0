/// A further header for requests to one server, such as `X-Scope-OrgID: team-a` for Mimir.
///
/// Its value may be a secret: it is not `Codable`, and only its name is ever shown.
package struct RequestHeader: Sendable, Hashable {
    package let name: String
    let value: String

    /// - Parameters:
    ///   - name: a header's name; those that frame the message, such as `Content-Length`, are not
    ///     for callers to set.
    ///   - value: printable ASCII, without blanks at its ends.
    /// - Throws: `TelemetryError.invalidHeader`.
    package init(name: String, value: String) throws(TelemetryError) {
        func invalid(_ problem: String) -> TelemetryError {
            .invalidHeader(name: name, problem: problem)
        }
        guard !name.isEmpty, name.utf8.allSatisfy({ Self.isTokenByte($0) }) else {
            throw invalid("a name is of letters, digits and !#$%&'*+-.^_`|~")
        }
        guard !Self.framing.contains(name.lowercased()) else {
            throw invalid("firstlight sets this header itself")
        }
        guard !value.isEmpty, value.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }),
            value.first != " ", value.last != " "
        else { throw invalid("its value is empty or holds what no header can") }
        self.name = name
        self.value = value
    }

    /// `text` without the value, when the value is long enough to be a secret: a tenant called `1`
    /// would blot out every other number.
    func redacted(from text: String) -> String {
        value.utf8.count < 8
            ? text
            : text.split(separator: value, omittingEmptySubsequences: false)
                .joined(separator: "<\(name)>")
    }

    private static let framing: Set<String> = [
        "accept-encoding", "connection", "content-encoding", "content-length", "content-type",
        "expect", "host", "te", "trailer", "transfer-encoding", "upgrade",
    ]

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}

extension RequestHeader: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The name, and that there is a value.
    package var description: String { "\(name): <value>" }

    /// The same as the description.
    package var debugDescription: String { description }

    /// A mirror without children, so that `dump` shows no value either.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
