import type { Filter } from '../../bank/filter.ts';
import type { Clocks, Order } from '../../engine/plan.ts';
import type { PlanRequest } from './study-plan.ts';

/** What was typed after `hotseat practice`, or set. */
export interface PracticeOptions extends Filter, PlanRequest {
  bank: readonly string[];
  count?: number;
  /** A round of phone-screen questions. */
  quick?: boolean;
  order?: Order;
  /** Replaces `order`. */
  weakest?: boolean;
  seed?: number;
  minutes?: number;
  pace?: number;
  roundMinutes?: number;
  strict?: boolean;
  timer: boolean;
  /** Default: all; none in a quick round. */
  followUps?: Clocks['followUps'];
  /** Default: none besides the matcher. */
  judge?: 'model' | 'none';
  /** Default: after each question. */
  reveal?: 'question' | 'end';
  editor?: boolean;
  speakAloud?: boolean;
  /** Recordings stay when their words are written down. */
  keepAudio?: boolean;
  /** A voice reads each question. */
  readAloud?: boolean;
  plain?: boolean;
  /** The filters that no one typed: config.yaml sets them. */
  filtersSet?: readonly string[];
  notify?: boolean;
}
