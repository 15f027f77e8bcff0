/// What a body is, whatever was asked for: proxies answer with pages, engines with JSON.
package enum BodyKind: Sendable, Hashable {
    case empty
    case html
    case json
    case text

    /// Judges by the content type, and by the first character where the type says nothing.
    package init(contentType: String?, body: [UInt8]) {
        let type = contentType?.lowercased() ?? ""
        let first = body.first { $0 > 0x20 }
        switch first {
        case nil: self = .empty
        case UInt8(ascii: "<"): self = .html
        case UInt8(ascii: "["): self = .json
        // A metrics body may begin with a brace too: {"quoted.name"} 1
        case UInt8(ascii: "{") where !type.hasPrefix("text/plain"): self = .json
        default: self = type.contains("json") ? .json : .text
        }
    }
}
