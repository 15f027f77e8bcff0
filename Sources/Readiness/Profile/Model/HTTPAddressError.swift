/// Why a text is not a usable URL.
package enum HTTPAddressError: Error, Sendable, Equatable {
    /// Nothing was written.
    case empty
    /// There is no `scheme://`.
    case noScheme(String)
    /// The scheme is neither `http` nor `https`.
    case otherScheme(String, String)
    /// A user name or password stands in the URL, which is therefore not quoted.
    case credentials
    /// A character that a URL cannot hold.
    case forbiddenCharacter(String)
    /// A query or a fragment.
    case queryOrFragment(String)
    /// No host.
    case noHost(String)
    /// A host that is neither a name nor an address.
    case badHost(String)
    /// A port outside 1...65535.
    case badPort(String)
}

extension HTTPAddressError: CustomStringConvertible {
    /// A sentence that says what was found and what to write.
    package var description: String {
        switch self {
        case .empty:
            "a URL is missing; write one such as http://localhost:8000"
        case .noScheme(let url):
            "\(url.quoted) has no scheme; write http:// or https:// in front of it"
        case .otherScheme(let url, let scheme):
            "\(url.quoted) has the scheme \(scheme.quoted); firstlight speaks http and https"
        case .credentials:
            "the URL carries a user name or password, which would be printed with it; "
                + "set target.headers or target.apiKey from the environment instead"
        case .forbiddenCharacter(let url):
            "\(url.quoted) has a character that a URL cannot hold"
        case .queryOrFragment(let url):
            "\(url.quoted) has a query or a fragment; write the base URL only, "
                + "as in http://localhost:8000/v1"
        case .noHost(let url):
            "\(url.quoted) has no host; write one such as http://localhost:8000"
        case .badHost(let url):
            "\(url.quoted) has no valid host; write a name or an address, "
                + "an IPv6 address in brackets"
        case .badPort(let url):
            "\(url.quoted) has no valid port; a port is a number from 1 to 65535"
        }
    }
}
