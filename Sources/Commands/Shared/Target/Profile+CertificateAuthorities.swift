import Readiness

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension Profile {
    /// Makes sure that the certificate authorities can be read, before anything is measured.
    ///
    /// - Throws: `UsageError` that names the file and the system's reason.
    func requireCertificateAuthorities() throws(UsageError) {
        guard let file = target.caFile, access(file, R_OK) != 0 else { return }
        throw UsageError(
            "the certificate authorities in \(file) cannot be read: "
                + "\(String(cString: strerror(errno))); name a PEM file with --ca-file, or in "
                + "target.caFile of the profile")
    }
}
