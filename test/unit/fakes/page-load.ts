/** Whether the page still loads what belongs to it, which a test may say. */
export const pageLoad = { isUnderWay: false };
