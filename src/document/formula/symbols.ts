/** LaTeX commands without arguments that are one sign of Unicode. https://www.w3.org/TR/xml-entity-names/ */
export const SYMBOLS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...letters("alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ"),
    ...letters("lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ"),
    ...letters("chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω"),
    ...letters("sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂"),
    ...letters("partial ∂ nabla ∇ infty ∞ ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ emptyset ∅ varnothing ∅ wp ℘ imath ı jmath ȷ"),
    ...letters("cdot · times × div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ dagger †"),
    ...letters(
      "le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ ne ≠ neq ≠ ll ≪ gg ≫ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡",
    ),
    ...letters("propto ∝ prec ≺ succ ≻ preceq ⪯ succeq ⪰ mid ∣ nmid ∤ parallel ∥ perp ⊥ vdash ⊢ models ⊨ triangleq ≜"),
    ...letters(
      "in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ cup ∪ cap ∩ setminus ∖ wedge ∧ land ∧ vee ∨ lor ∨",
    ),
    ...letters("neg ¬ lnot ¬ forall ∀ exists ∃ nexists ∄ top ⊤ bot ⊥ angle ∠ triangle △ square □ checkmark ✓ prime ′"),
    ...letters("to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⇔"),
    ...letters(
      "implies ⟹ mapsto ↦ longrightarrow ⟶ longmapsto ⟼ uparrow ↑ downarrow ↓ hookrightarrow ↪ rightsquigarrow ⇝",
    ),
    ...letters(
      "langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lVert ‖ rVert ‖ Vert ‖ lvert | rvert | vert | ldots …",
    ),
    ...letters("dots … cdots ⋯ vdots ⋮ ddots ⋱ dotsc … dotsb ⋯ colon : lbrace { rbrace } backslash \\ S § degree °"),
    ...letters(
      "arccos arccos arcsin arcsin arctan arctan arg arg cos cos cosh cosh cot cot coth coth csc csc deg deg det det",
    ),
    ...letters(
      "dim dim exp exp gcd gcd hom hom inf inf ker ker lg lg lim lim liminf liminf limsup limsup ln ln log log max max",
    ),
    ...letters(
      "min min Pr Pr sec sec sin sin sinh sinh sup sup tan tan tanh tanh argmax argmax argmin argmin bmod mod",
    ),
    quad: "  ",
    qquad: "    ",
    " ": " ",
    ",": " ",
    ":": " ",
    ";": " ",
    "!": "",
    "{": "{",
    "}": "}",
    "|": "‖",
    "%": "%",
    $: "$",
    "&": "&",
    "#": "#",
    _: "_",
    "-": "",
  }),
);

/** Names that stand for upright functions, after which an argument wants a space. */
export const FUNCTIONS: ReadonlySet<string> = new Set(
  [...SYMBOLS]
    .filter(([name, sign]) => /^[a-z]{2,}$/i.test(sign) && sign.length > 1 && name.length > 1)
    .map(([n]) => n),
);

/** Commands that only set how the same signs look: they go, and what they hold stays. */
export const STYLES: ReadonlySet<string> = new Set(
  (
    "text textrm textbf textit texttt textsf mathrm mathbf mathit mathsf mathtt mathnormal boldsymbol bm operatorname " +
    "mbox hbox displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits left right big Big bigg Bigg bigl " +
    "bigr Bigl Bigr biggl biggr Biggl Biggr middle rm bf it cal underbrace overbrace boxed phantom tag label nonumber"
  ).split(" "),
);

/** Marks over a sign, as combining characters. */
export const ACCENTS: ReadonlyMap<string, string> = new Map([
  ["hat", "\u0302"],
  ["widehat", "\u0302"],
  ["tilde", "\u0303"],
  ["widetilde", "\u0303"],
  ["bar", "\u0304"],
  ["overline", "\u0305"],
  ["underline", "\u0332"],
  ["dot", "\u0307"],
  ["ddot", "\u0308"],
  ["vec", "\u20d7"],
  ["check", "\u030c"],
  ["breve", "\u0306"],
]);

/** Letters of the alphabets that have signs of their own; the rest is counted from the first. */
export const ALPHABETS: ReadonlyMap<string, (letter: string) => string> = new Map([
  ["mathbb", alphabet(0x1d538, 0x1d552, { C: "ℂ", H: "ℍ", N: "ℕ", P: "ℙ", Q: "ℚ", R: "ℝ", Z: "ℤ", 1: "𝟙" })],
  [
    "mathcal",
    alphabet(0x1d49c, 0x1d4b6, {
      ...letters("B ℬ E ℰ F ℱ H ℋ I ℐ L ℒ M ℳ R ℛ e ℯ g ℊ o ℴ"),
    }),
  ],
  ["mathscr", alphabet(0x1d49c, 0x1d4b6, letters("B ℬ E ℰ F ℱ H ℋ I ℐ L ℒ M ℳ R ℛ e ℯ g ℊ o ℴ"))],
  ["mathfrak", alphabet(0x1d504, 0x1d51e, letters("C ℭ H ℌ I ℑ R ℜ Z ℨ"))],
]);

/** Signs that exist above and below the line. https://www.unicode.org/charts/PDF/U2070.pdf */
export const SUPERSCRIPTS: ReadonlyMap<string, string> = pairs(
  "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW βγδθφχ′∗⊤",
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ ᵝᵞᵟᶿᵠᵡ′*ᵀ",
);
export const SUBSCRIPTS: ReadonlyMap<string, string> = pairs(
  "0123456789+-−=()aehijklmnoprstuvx βγρφχ",
  "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ ᵦᵧᵨᵩᵪ",
);

function letters(list: string): Record<string, string> {
  const words = list.split(" ");
  return Object.fromEntries(words.flatMap((word, i) => (i % 2 === 0 ? [[word, words[i + 1] as string]] : [])));
}

function alphabet(upper: number, lower: number, own: Readonly<Record<string, string>>): (letter: string) => string {
  return (letter) => {
    if (own[letter] !== undefined) return own[letter];
    const code = letter.codePointAt(0) ?? 0;
    if (letter >= "A" && letter <= "Z") return String.fromCodePoint(upper + code - 65);
    return letter >= "a" && letter <= "z" ? String.fromCodePoint(lower + code - 97) : letter;
  };
}

function pairs(from: string, to: string): ReadonlyMap<string, string> {
  const signs = [...to];
  return new Map([...from].map((sign, i) => [sign, signs[i] as string]));
}
