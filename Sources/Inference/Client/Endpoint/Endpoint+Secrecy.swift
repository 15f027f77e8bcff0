/// Keeping what gets one into an endpoint out of texts.
extension Endpoint: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The base URL.
    package var description: String { baseURL }

    /// The base URL.
    package var debugDescription: String { baseURL }

    /// A mirror with the base URL and the names of the headers, so that `dump` shows no secret.
    package var customMirror: Mirror {
        Mirror(
            self,
            children: ["baseURL": baseURL, "headers": headers.map(\.name)])
    }

    /// A URL as an error may show it: without what stands before an `@`, without a query.
    ///
    /// - Parameter url: The URL, well formed or not.
    /// - Returns: The URL with an ellipsis in place of what may be secret.
    static func shown(_ url: String) -> String {
        var rest = Substring(url)
        var start = ""
        if let colon = rest.firstIndex(of: ":"), rest[colon...].hasPrefix("://") {
            start = rest[..<colon] + "://"
            rest = rest[colon...].dropFirst(3)
        }
        if let at = rest.lastIndex(of: "@") {
            start += "…@"
            rest = rest[at...].dropFirst()
        }
        if let mark = rest.firstIndex(of: "?") {
            rest = rest[..<mark] + "?…"
        }
        return (start + rest).printable(countMax: 300)
    }

    /// What must not come back in the words of a server: the key, the values of further headers
    /// and the query.
    ///
    /// Values so short that they would occur in ordinary words are left out: they hide nothing.
    var secrets: [String] {
        var found: [String] = []
        if let key = apiKey?.reveal(), key.count >= 4 { found.append(key) }
        for header in headers {
            // `Authorization: Bearer KEY` is two words, of which the second is the secret.
            for word in header.value.split(separator: " ") where word.count >= 8 {
                found.append(String(word))
            }
        }
        if let query, query.count >= 4 { found.append(query) }
        for pair in (query ?? "").split(separator: "&") {
            let value = pair.drop { $0 != "=" }.dropFirst()
            if value.count >= 8 { found.append(String(value)) }
        }
        return found.sorted { $0.count > $1.count }
    }
}
