import { IMAGENET_CLASSES } from '@tensorflow-models/mobilenet/dist/imagenet_classes.js';

/** The 1,000 ImageNet classes in the order of MobileNet's output, as the installed package words them. */
export const classNames: readonly string[] = Object.values(IMAGENET_CLASSES);
