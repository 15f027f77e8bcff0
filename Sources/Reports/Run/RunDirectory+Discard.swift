#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension RunDirectory {
    /// Takes back a run in which nothing was measured.
    ///
    /// Closes it and removes its folder when the growing files in it are still empty. `latest`
    /// points at the run before again, or is gone when there was none.
    ///
    /// A folder that holds anything is left alone.
    package func discard() {
        close()
        let names = [
            "probes.jsonl", "probes-cold.jsonl", "signals.jsonl", "scrapes.jsonl",
            "beacons.jsonl",
        ]
        for name in names {
            var facts = stat()
            let file = "\(path)/\(name)"
            guard stat(file, &facts) != 0 || facts.st_size == 0 else { return }
            unlink(file)
        }
        guard rmdir(path) == 0 else { return }
        restoreLatest()
    }

    /// A link that another run has taken meanwhile is left alone.
    private func restoreLatest() {
        let latest = Self.file("latest", in: root)
        let own = Self.file(Self.latestTarget(in: root) ?? "", in: root)
        guard own == path else { return }
        var facts = stat()
        if let before = latestBefore, stat(Self.file(before, in: root), &facts) == 0 {
            _ = Self.pointLatest(in: root, at: before)
        } else {
            unlink(latest)
        }
    }
}
