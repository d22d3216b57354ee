import { describe, expect, it } from 'vitest';
import { parseCalibration } from '../../../src/core/calibration';

describe('a calibration', () => {
  const calibration = {
    model: 'tiny',
    temperature: 0.8,
    fullDetail: 128,
    photographsOnly: true,
    how: 'by hand',
  };

  it('is read from its file', () => {
    expect(parseCalibration({ ...calibration, more: 1 }, 'tiny')).toEqual(calibration);
    const drawings = {
      ...calibration,
      temperature: 3,
      fullDetail: 1,
      photographsOnly: false,
      how: '',
    };
    expect(parseCalibration(drawings, 'tiny')).toEqual(drawings);
  });

  it.each([
    undefined,
    null,
    7,
    'calibration',
    [],
    {},
    { ...calibration, model: 'another' },
    { ...calibration, model: undefined },
    { ...calibration, temperature: 0 },
    { ...calibration, temperature: -1 },
    { ...calibration, temperature: Number.NaN },
    { ...calibration, temperature: Number.POSITIVE_INFINITY },
    { ...calibration, temperature: '1' },
    { ...calibration, fullDetail: 0 },
    { ...calibration, fullDetail: -128 },
    { ...calibration, fullDetail: Number.NaN },
    { ...calibration, fullDetail: Number.POSITIVE_INFINITY },
    { ...calibration, fullDetail: '128' },
    { ...calibration, fullDetail: undefined },
    { ...calibration, photographsOnly: 1 },
    { ...calibration, photographsOnly: undefined },
    { ...calibration, how: undefined },
    { ...calibration, how: ['by hand'] },
  ])('that is not of this model, or damaged, is refused: %j', (value) => {
    expect(() => parseCalibration(value, 'tiny')).toThrow(
      'calibration.json does not belong to the model tiny',
    );
  });
});
