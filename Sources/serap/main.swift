import Coordinator
import Pack

// The coordinator knows no vocabulary; only `serap check` looks into packs.
SerapProgram.main { packs in PackChecker.check(packs).map(\.description) }
