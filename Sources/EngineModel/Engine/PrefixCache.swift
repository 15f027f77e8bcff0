/// The KV blocks of an engine: how many are free, and which full prompt blocks can be found again.
///
/// A cached block is either referenced by running requests or evictable; evictable blocks count as free and are given up
/// in the order in which they were last released, the end of a prompt first. Two requests that compute the
/// same block at the same time share one copy (vLLM keeps both until one is freed).
package struct PrefixCache: Sendable {
    private struct Entry {
        var references: Int
        /// Position in ``releases`` at which it became evictable; stale positions are skipped.
        var releaseNumber: UInt64
    }

    /// Blocks no running request holds, evictable ones included.
    package private(set) var freeBlocks: Int
    /// Blocks in the cache.
    package let totalBlocks: Int

    private var entries: [UInt64: Entry] = [:]
    private var evictableBlocks = 0
    /// Hashes in the order of their release; entries used again since are stale.
    private var releases: [(hash: UInt64, number: UInt64)] = []
    private var nextRelease = 0
    private var releaseCount: UInt64 = 0

    /// Creates an empty cache.
    package init(totalBlocks: Int) {
        self.totalBlocks = totalBlocks
        freeBlocks = totalBlocks
    }

    /// Used share of the cache, from 0 to 1.
    package var usage: Double {
        Double(totalBlocks - freeBlocks) / Double(totalBlocks)
    }

    /// How many leading blocks are in the cache, and how many of those would have to be taken from the free ones.
    ///
    /// - Parameters:
    ///   - hashes: Chained hashes of the full prompt blocks.
    ///   - limit: Most blocks to reuse.
    /// - Returns: The leading blocks found, and those among them that no running request holds.
    func lookup(_ hashes: [UInt64], limit: Int) -> (hits: Int, revived: Int) {
        var hits = 0
        var revived = 0
        while hits < min(limit, hashes.count), let entry = entries[hashes[hits]] {
            revived += entry.references == 0 ? 1 : 0
            hits += 1
        }
        return (hits, revived)
    }

    /// Takes a reference to the first `count` blocks, all of which must be cached.
    mutating func retain(_ hashes: [UInt64], count: Int) {
        for hash in hashes.prefix(count) {
            retainOne(hash)
        }
    }

    /// Takes blocks for one request alone; `count` must not exceed ``freeBlocks``.
    mutating func allocate(_ count: Int) {
        precondition(count <= freeBlocks, "allocation beyond the free blocks")
        freeBlocks -= count
        while evictableBlocks > freeBlocks {
            evictOldest()
        }
    }

    /// Gives back blocks that belonged to one request alone.
    mutating func free(_ count: Int) {
        freeBlocks += count
        assert(freeBlocks <= totalBlocks)
    }

    /// Makes a block that one request computed findable; the request then holds a reference instead of a block.
    mutating func publish(_ hash: UInt64) {
        if entries[hash] == nil {
            entries[hash] = Entry(references: 1, releaseNumber: 0)
        } else {
            freeBlocks += 1
            retainOne(hash)
        }
    }

    /// Drops the references to the first `count` blocks, the last first.
    mutating func release(_ hashes: [UInt64], count: Int) {
        for hash in hashes.prefix(count).reversed() {
            guard var entry = entries[hash] else { continue }
            entry.references -= 1
            if entry.references == 0 {
                releaseCount += 1
                entry.releaseNumber = releaseCount
                releases.append((hash, releaseCount))
                evictableBlocks += 1
                freeBlocks += 1
            }
            entries[hash] = entry
        }
        dropStaleReleases()
    }

    private mutating func retainOne(_ hash: UInt64) {
        guard var entry = entries[hash] else { return }
        if entry.references == 0 {
            evictableBlocks -= 1
            freeBlocks -= 1
        }
        entry.references += 1
        entries[hash] = entry
    }

    private mutating func evictOldest() {
        while nextRelease < releases.count {
            let oldest = releases[nextRelease]
            nextRelease += 1
            if isCurrent(oldest) {
                entries[oldest.hash] = nil
                evictableBlocks -= 1
                return
            }
        }
    }

    /// Keeps the release order proportional to the evictable blocks, however often they are used again.
    private mutating func dropStaleReleases() {
        guard releases.count > 4 * evictableBlocks + 1024 else { return }
        releases = releases[nextRelease...].filter { isCurrent($0) }
        nextRelease = 0
    }

    private func isCurrent(_ release: (hash: UInt64, number: UInt64)) -> Bool {
        guard let entry = entries[release.hash] else { return false }
        return entry.references == 0 && entry.releaseNumber == release.number
    }
}
