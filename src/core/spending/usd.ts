/** "0.42 USD"; what is less than a cent keeps two digits that say something. */
export function usd(amount: number): string {
  if (amount === 0 || amount >= 0.0995) return `${amount.toFixed(2)} USD`;
  const decimals = Math.min(8, 1 - Math.floor(Math.log10(amount)));
  return `${amount.toFixed(decimals)} USD`;
}
