import Foundation

/// A certificate and its key, for servers of tests.
package struct TestIdentity: Sendable {
    /// The certificate, in PEM.
    package var certificatePEM: String

    /// The private key, in PEM.
    package var keyPEM: String

    /// Creates an identity.
    ///
    /// - Parameters:
    ///   - certificatePEM: The certificate.
    ///   - keyPEM: The private key.
    package init(certificatePEM: String, keyPEM: String) {
        self.certificatePEM = certificatePEM
        self.keyPEM = keyPEM
    }

    /// Runs a body with a file that holds the test authority's certificate.
    ///
    /// - Parameter body: Gets the file's path; the file is gone when it returns.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws, or an error of the file system.
    package static func withAuthorityFile<Value>(
        _ body: (_ path: String) async throws -> Value
    ) async throws -> Value {
        try await withTemporaryFolder { folder in
            let path = folder + "/authority.pem"
            try authorityPEM.write(toFile: path, atomically: true, encoding: .utf8)
            return try await body(path)
        }
    }
}
