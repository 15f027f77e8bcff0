import EngineModel

/// Worlds in which nothing is wrong.
extension CataloguedFault {
    /// How much is asked of a healthy server.
    package enum LoadLevel: String, CaseIterable, Sendable {
        /// A few sessions that think for seconds.
        case light
        /// The load of a diagnosis.
        case moderate
        /// As many sessions as there are slots for, nearly, and none waits.
        case nearKnee = "near-knee"
    }

    /// A world in which nothing is wrong.
    ///
    /// Engines differ in hardware, release and noise; some serve adapters, some draft tokens, some are several replicas, and in
    /// a third there are other users.
    ///
    /// - Parameters:
    ///   - level: How much is asked of it.
    ///   - seed: Of everything that differs.
    /// - Returns: Who serves and who asks.
    package static func healthy(_ level: LoadLevel, seed: UInt64) -> Rehearsed {
        var scene = CatalogueScene(about: "healthy \(level.rawValue)", strength: 0, seed: seed)
        scene.maybeSeveralReplicas(0.3)
        if scene.draw.chance(0.25) {
            let adapters = scene.draw.whole(1...4)
            scene.serveAdapters(
                adapters, places: adapters + scene.draw.whole(0...2),
                loadSeconds: scene.draw.between(0.03, 0.15))
        }
        switch level {
        case .light:
            scene.load.sessions = max(scene.draw.whole(2...5), scene.deployment.replicas)
            scene.load.thinkSeconds = scene.draw.between(1, 4)
        case .moderate:
            break
        case .nearKnee:
            scene.load.sessions = scene.draw.whole(12...16)
            scene.load.thinkSeconds = scene.draw.between(0.2, 0.5)
            if scene.deployment.replicas == 1 {
                let all = scene.load.sessions + (scene.background?.sessions ?? 0)
                scene.server.engine.maxNumSeqs = all + scene.draw.whole(0...4)
            }
        }
        return scene.finished()
    }
}
