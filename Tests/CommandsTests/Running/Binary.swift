import Foundation

/// The binary under test.
enum Binary {
    /// The one that `FIRSTLIGHT_BINARY` names, or the one built beside the tests.
    static let path: String = {
        let named = ProcessInfo.processInfo.environment["FIRSTLIGHT_BINARY"]
        let file =
            named.map { URL(filePath: $0) }
            ?? Bundle.main.bundleURL.appending(path: "firstlight")
        return file.absoluteURL.path
    }()
}
