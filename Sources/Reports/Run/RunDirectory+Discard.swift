#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension RunDirectory {
    /// Takes back a run in which nothing was measured: closes it and removes its folder when the
    /// growing files in it are still empty.
    ///
    /// A folder that holds anything is left alone.
    package func discard() {
        close()
        for name in ["probes.jsonl", "signals.jsonl"] {
            var facts = stat()
            let file = "\(path)/\(name)"
            guard stat(file, &facts) != 0 || facts.st_size == 0 else { return }
            unlink(file)
        }
        rmdir(path)
    }
}
