import Normalizing
import StageKit

StageCommand<NormalizeStage>.main()
