import { describe, expect, test } from 'vitest'
import { roundSpeed, secondsLeft, SpeedMeter } from './speed'

describe('SpeedMeter', () => {
  test('knows nothing in the first second', () => {
    const meter = new SpeedMeter()
    expect(meter.rate(0)).toBe(0)
    meter.add(5_000_000, 0)
    meter.add(1_000, 999)
    expect(meter.rate(999)).toBe(0)
  })

  test('measures a steady flow', () => {
    const meter = new SpeedMeter()
    for (let at = 0; at <= 20_000; at += 50) meter.add(50_000, at)
    expect(meter.rate(20_000)).toBeCloseTo(1_000_000, -4)
  })

  test('does not count what the buffers swallowed before the first sample', () => {
    const meter = new SpeedMeter()
    meter.add(50_000_000, 0)
    for (let at = 50; at <= 2_000; at += 50) meter.add(5_000, at)
    expect(meter.rate(2_000)).toBe(100_000)
  })

  test('does not breathe between two reports', () => {
    const meter = new SpeedMeter()
    for (let at = 0; at <= 10_000; at += 500) meter.add(500_000, at)
    expect(meter.rate(10_000)).toBe(1_000_000)
    expect(meter.rate(10_499)).toBe(1_000_000)
  })

  test('follows a network that became slower within its window', () => {
    const meter = new SpeedMeter()
    for (let at = 0; at <= 10_000; at += 50) meter.add(50_000, at)
    for (let at = 10_050; at <= 16_000; at += 50) meter.add(5_000, at)
    expect(meter.rate(16_000)).toBeLessThan(120_000)
  })

  test('falls to nothing when nothing moves', () => {
    const meter = new SpeedMeter()
    for (let at = 0; at <= 5_000; at += 250) meter.add(250_000, at)
    expect(meter.rate(7_500)).toBeLessThan(1_000_000)
    expect(meter.rate(12_000)).toBe(0)
  })

  test('starts over after a reset', () => {
    const meter = new SpeedMeter()
    for (let at = 0; at <= 3_000; at += 250) meter.add(250_000, at)
    meter.reset()
    expect(meter.rate(3_000)).toBe(0)
  })
})

describe('roundSpeed', () => {
  test('keeps three digits', () => {
    expect(roundSpeed(123_456_789)).toBe(123_000_000)
    expect(roundSpeed(98_765)).toBe(98_800)
    expect(roundSpeed(0.4)).toBe(0)
  })
})

describe('secondsLeft', () => {
  test('is coarser the further away the end is', () => {
    expect(secondsLeft(1_400_000, 100_000)).toBe(14)
    expect(secondsLeft(1_410_000, 100_000)).toBe(15)
    expect(secondsLeft(12_300_000, 100_000)).toBe(125)
    expect(secondsLeft(70_000_000, 100_000)).toBe(720)
  })

  test('is not known without a speed or without a rest', () => {
    expect(secondsLeft(1_000, 0)).toBeNull()
    expect(secondsLeft(0, 100_000)).toBeNull()
  })
})
