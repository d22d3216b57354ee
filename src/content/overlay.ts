import { BADGE_GAP } from '../core/badge-places';
import { type Box, isAt } from '../core/box';
import type { Outcome } from '../core/outcome';
import type { PagePicture } from '../core/page-picture';
import type { AfterLayout } from './after-layout';
import { fillBadge, makeBadge, shownName } from './badge';
import type { BadgeContent } from './badge-content';
import { BadgeRow } from './badge-row';
import { lookAtBareScreen } from './bare-screen';
import { Card } from './card';
import type { CardActions } from './card-actions';
import { Describer } from './describer';
import { isConnected, listen } from './dom';
import { Follower } from './follower';
import type { LabelledPicture } from './labelled-picture';
import { Notice } from './notice';
import { Outline } from './outline';
import { OverlayHost } from './overlay-host';
import { type BadgeLook, lookAlike } from './overlay-look';
import { pagePictures } from './page-pictures';
import type { Anchor, Shown } from './place-badges';
import { Stepper } from './stepper';

/**
 * Shows a badge on each picture that has something to say, all in one closed shadow root outside the site's
 * tree. Badges let every click, drag and scroll through to the page: the pointer is watched instead.
 *
 * Positions are counted from the page's origin, so that badges scroll with the page by themselves.
 */
export class Overlay {
  readonly #host: OverlayHost;
  readonly #row: BadgeRow;
  readonly #card: Card;
  readonly #notice: Notice;
  readonly #shown = new Map<Anchor, Shown>();
  readonly #frame: AfterLayout;
  readonly #follower: Follower;
  readonly #outline: Outline;
  readonly #stepper: Stepper;
  readonly #describer: Describer;
  #pointer: { x: number; y: number } | undefined;
  #look: BadgeLook;

  /**
   * @param attach see {@link OverlayHost}
   * @param actions what people can have done by a badge's card
   * @param look of badges until they are to look otherwise
   * @param signal takes everything down
   */
  constructor(
    frame: AfterLayout,
    attach: ConstructorParameters<typeof OverlayHost>[0],
    actions: CardActions,
    look: BadgeLook,
    signal: AbortSignal,
  ) {
    this.#frame = frame;
    this.#look = look;
    this.#host = new OverlayHost(attach);
    this.#row = new BadgeRow(this.#shown, signal);
    this.#follower = new Follower(
      this.#host,
      frame,
      look,
      (shown) => this.#row.insert(shown),
      () => {
        this.#row.rove();
        this.#detail(this.#wanted());
      },
    );
    const restIfEmpty = () => this.#restIfEmpty();
    this.#outline = new Outline(this.#host, this.#follower.view, frame, restIfEmpty);
    this.#notice = new Notice(this.#host, () => this.#follower.view.window, restIfEmpty);
    const nameOf = (content: BadgeContent) => shownName(content, this.#look.showPercent);
    const announce = (words: string) => this.#notice.announce(words);
    this.#describer = new Describer(this.#row.element, this.#shown, nameOf, announce, signal);
    const badges = {
      shownOf: (anchor: Anchor) => this.#shown.get(anchor),
      focused: () => this.#row.focused,
      focus: (shown: Shown) => this.#row.focus(shown),
      moved: () => this.moved(),
    };
    this.#stepper = new Stepper(badges, this.#outline, signal);
    // Below its badge, whose new word is to be seen.
    const say = (words: string, { place }: Shown) => {
      const { x, y, height } = place?.box ?? { x: 0, y: 0, height: 0 };
      this.say(words, { x, y: y + height + BADGE_GAP });
    };
    this.#card = new Card(actions, say, signal);
    this.#host.layer.append(
      this.#outline.element,
      this.#row.element,
      this.#card.element,
      this.#notice.element,
    );

    this.#row.element.addEventListener('focusin', () => this.moved(), { signal });
    const onFocusOut = ({ target }: Event) => {
      this.#stepper.leave(target);
      const shown = target instanceof Element && this.#row.shownIn(target);
      // One that has no place was shown for the keyboard alone.
      if (shown) shown.written = undefined;
      this.moved();
    };
    this.#row.element.addEventListener('focusout', onFocusOut, { signal });
    this.#row.element.addEventListener('click', (event) => this.#onClick(event), { signal });
    this.#card.element.addEventListener('focusout', () => this.moved(), { signal });
    const options = { capture: true, passive: true, signal };
    listen(window, 'resize', () => this.moved(), options);
    listen(
      window,
      'pointermove',
      ({ clientX: x, clientY: y, isTrusted }: PointerEvent) => isTrusted && this.#point({ x, y }),
      options,
    );
    listen(
      document,
      'pointerleave',
      ({ target, isTrusted }) => isTrusted && target === document && this.#point(undefined),
      options,
    );
    const onPress = ({ clientX, clientY, isTrusted }: PointerEvent) =>
      isTrusted && this.#card.makeWay(clientX, clientY);
    listen(window, 'pointerdown', onPress, options);
    const onEscape = ({ key, isTrusted }: KeyboardEvent) => {
      if (key === 'Escape' && isTrusted && this.#card.shown) this.#point(undefined);
    };
    listen(window, 'keydown', onEscape, options);
    signal.addEventListener('abort', () => this.#end());
    this.#dress();
  }

  /** Has all badges look otherwise. */
  dress(look: BadgeLook): void {
    if (lookAlike(look, this.#look)) return;
    this.#look = look;
    this.#dress();
    for (const shown of this.#shown.values()) {
      fillBadge(shown.badge, shown.content, look.showPercent);
      this.#describer.name(shown);
    }
    this.#follower.dress(look);
  }

  #dress(): void {
    const { badgeSize, badgeColours, describePictures } = this.#look;
    this.#host.layer.dataset.size = badgeSize;
    this.#host.layer.style.colorScheme = badgeColours === 'system' ? '' : badgeColours;
    this.#describer.isOn = describePictures;
  }

  /** Puts a badge on a picture, or has the one there say something else; one that says it already stays as it is. */
  show(anchor: Anchor, content: BadgeContent): void {
    const known = this.#shown.get(anchor);
    if (known && JSON.stringify(known.content) === JSON.stringify(content)) return;
    const shown = known ?? this.#make(anchor, content);
    // What is pending was asked for by hand; of labels that come by themselves nobody is told.
    const isAnswer = known?.content.kind === 'pending';
    fillBadge(shown.badge, content, this.#look.showPercent);
    shown.content = content;
    this.#describer.name(shown);
    if (isAnswer) this.#notice.announce(shown.badge.ariaLabel ?? '');
    if (shown === this.#card.shown) this.#detail(undefined);
    if (known) this.#follower.change(shown);
    else this.#follower.add(shown);
  }

  #make(anchor: Anchor, content: BadgeContent): Shown {
    const badge = makeBadge();
    const shown = {
      anchor,
      badge,
      content,
      size: undefined,
      choice: 0,
      place: undefined,
      seen: undefined,
      written: '',
    };
    this.#shown.set(anchor, shown);
    return shown;
  }

  /** Takes a picture's badge away. */
  hide(anchor: Anchor): void {
    const shown = this.#shown.get(anchor);
    if (!shown) return;
    this.#shown.delete(anchor);
    this.#follower.remove(shown);
    this.#frame.write(() => {
      if (shown === this.#card.shown) this.#detail(undefined);
      this.#restIfEmpty();
    });
  }

  /**
   * Says something that no badge can say, for a while.
   *
   * @param at where on the viewport; in the middle of its lower end where no place is meant
   */
  say(text: string, at?: { readonly x: number; readonly y: number }): void {
    this.#notice.show(text, at);
  }

  /** See {@link pagePictures}. */
  list(pictures: readonly LabelledPicture[]): PagePicture[] {
    return pagePictures(pictures);
  }

  /** Scrolls to a picture, in whatever frame, and outlines it for a moment. */
  pointOut(anchor: Anchor): void {
    if (!isConnected(anchor.element)) return;
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const behavior = isCalm ? 'instant' : 'smooth';
    const middle = { block: 'center', inline: 'center', behavior } as const;
    Element.prototype.scrollIntoView.call(anchor.element, middle);
    this.#outline.show(anchor);
  }

  /** See {@link lookAtBareScreen}. */
  lookAtBareScreen(
    anchor: Anchor,
    look: (box: Box) => Promise<Outcome>,
  ): Promise<Outcome | undefined> {
    return lookAtBareScreen(anchor, this.#host.layer, look);
  }

  /** Something moves: has the badges follow their pictures from the next frame on. */
  moved(): void {
    this.#follower.moved();
  }

  /** Likewise, if it has a badge, for a picture. */
  movedAt(anchor: Anchor): void {
    if (this.#shown.has(anchor)) this.moved();
  }

  /** Something changed: has a look soon whether pictures were moved, covered or uncovered by it. */
  stirred(): void {
    this.#follower.stirred();
  }

  /** Goes to the next or previous labelled picture; see {@link Stepper}. */
  step(...step: Parameters<Stepper['step']>): Promise<boolean> {
    return this.#stepper.step(...step);
  }

  /** Outlines a picture for a moment, and tells screen readers what its badge says. */
  mark(anchor: Anchor): void {
    this.#outline.show(anchor);
    const { badge, content } = this.#shown.get(anchor) ?? {};
    if (badge && content?.kind !== 'pending') this.#notice.announce(badge.ariaLabel ?? '');
  }

  #point(pointer: { x: number; y: number } | undefined): void {
    this.#pointer = pointer;
    if (!this.#follower.isAwake && this.#wanted() !== this.#card.shown) this.moved();
  }

  /** What the card is to tell of: where somebody works in it, what it does; else what is in focus, or pointed at. */
  #wanted(): Shown | undefined {
    const { shown, isEntered } = this.#card;
    if (shown && isEntered) return this.#row.shownIn(shown.badge);
    const { x, y } = this.#pointer ?? { x: Number.NaN, y: Number.NaN };
    return this.#row.focused ?? (this.#card.holds(x, y) ? shown : this.#pointed());
  }

  /** Pointers go through badges: it is by the keyboard, or by an assistive technology, that one is pressed. */
  #onClick(event: MouseEvent): void {
    event.stopPropagation();
    const badge = event.target instanceof Element && event.target.closest('.badge');
    const shown = badge ? this.#row.shownIn(badge) : undefined;
    if (!shown || !event.isTrusted) return;
    this.#detail(shown);
    this.#card.enter();
  }

  #pointed(): Shown | undefined {
    const { x, y } = this.#pointer ?? { x: Number.NaN, y: Number.NaN };
    return [...this.#shown.values()].find(({ place }) => place && isAt(place.box, x, y));
  }

  /** Opens the card of a badge, or closes it. */
  #detail(shown: Shown | undefined): void {
    this.#card.show(shown);
    this.#card.place(
      () => this.#follower.view.window,
      () => this.#host.map(),
    );
    if (shown && shown === this.#pointed()) this.#card.openSoon();
  }

  #restIfEmpty(): void {
    if (this.#shown.size === 0) this.#rest();
  }

  /** With nothing to show, nothing is left on the page. */
  #rest(): void {
    this.#detail(undefined);
    if (this.#notice.element.hidden && this.#outline.element.hidden) this.#host.remove();
  }

  #end(): void {
    this.#shown.clear();
    this.#row.element.replaceChildren();
    this.#follower.stop();
    this.#notice.hide();
    this.#outline.hide();
    this.#rest();
  }
}
