import Classifying
import StageKit

StageCommand<ClassifyStage>.main()
